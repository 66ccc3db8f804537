// title: Zones of a country
// asks: Which zones are in this country?
// category: page
// params: id: Country; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Country {id: $id})<-[:IN_COUNTRY]-(z:Zone)
WITH z ORDER BY z.name, z.id SKIP $skip LIMIT $limit
RETURN z.id AS id, z.name AS name, z.kind AS kind, z.location AS location,
       COUNT { (z)<-[:IN_ZONE]-(:Workplace) } AS n_workplaces
ORDER BY name, id
