// title: Workplaces run by an organisation
// asks: Which workplaces does this organisation run?
// category: page
// params: id: Thing; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Organisation {id: $id})<-[s:OPERATED_BY]-(w:Workplace)
WITH w, s ORDER BY w.name, w.id, type(s) SKIP $skip LIMIT $limit
CALL (w) { OPTIONAL MATCH (w)-[:IN_ZONE]->(z:Zone) WITH z ORDER BY z.id LIMIT 1 RETURN z.name AS zone, z.id AS zone_id, z.kind AS zone_kind }
CALL (w) { OPTIONAL MATCH (w)-[:IN_COUNTRY|REGISTERED_IN]->(c:Country) WITH c ORDER BY c.id LIMIT 1 RETURN c.id AS country_id, c.name AS country }
RETURN w.id AS id, w.name AS name, CASE WHEN w:Workplace THEN 'Workplace' ELSE 'Organisation' END AS kind, type(s) AS link,
       w.address AS address, country_id, country, zone_id, zone, zone_kind,
       w.n_buyers AS n_buyers, w.n_suppliers AS n_suppliers, 
       s.since AS since, s.until AS until, s.last_seen AS last_seen, s.confidence AS confidence,
       s.n_claims AS n_claims, s.n_publishers AS n_publishers, s.sources AS sources, s.disputed AS disputed
ORDER BY name, id, link
