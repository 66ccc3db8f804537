// title: Workplaces in the same zone
// asks: Who else stands in the zones of this workplace?
// category: page
// params: id: Workplace; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Workplace {id: $id})-[:IN_ZONE]->(z:Zone)
WITH DISTINCT z
MATCH (z)<-[:IN_ZONE]-(w:Workplace)
WHERE w.id <> $id
RETURN w.id AS id, w.name AS name, z.id AS zone_id, z.name AS zone, w.n_buyers AS n_buyers
ORDER BY name, id, zone_id SKIP $skip LIMIT $limit
