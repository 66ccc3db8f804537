// title: Workplaces of a country
// asks: Which workplaces are in this country?
// category: page
// params: id: Country; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Country {id: $id})<-[:IN_COUNTRY]-(w:Workplace)
WITH w ORDER BY w.name, w.id SKIP $skip LIMIT $limit
CALL (w) { OPTIONAL MATCH (w)-[:IN_ZONE]->(z:Zone) WITH z ORDER BY z.id LIMIT 1 RETURN z.name AS zone, z.id AS zone_id }
RETURN w.id AS id, w.name AS name, w.address AS address, zone, zone_id, w.n_buyers AS n_buyers
ORDER BY name, id
