// title: Buyers of a zone
// asks: Whom do the workplaces in this zone supply?
// category: page
// params: id: Zone; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Zone {id: $id})<-[:IN_ZONE]-(w:Workplace)
WITH DISTINCT w
MATCH (w)-[:SUPPLIES]->(b:Workplace|Organisation)
WITH b, count(w) AS n_workplaces
RETURN b.id AS id, b.name AS name, coalesce(b.disclosed, true) AS disclosed, n_workplaces
ORDER BY n_workplaces DESC, name, id SKIP $skip LIMIT $limit
