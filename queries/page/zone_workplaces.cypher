// title: Workplaces in a zone
// asks: Which workplaces stand in this zone, and whom do they supply?
// category: page
// params: id: Zone; skip: int = 0 (0..1000000); limit: int = 50 (1..1000)
// returns: table
MATCH (:Zone {id: $id})<-[s:IN_ZONE]-(w:Workplace)
WITH w, s ORDER BY w.name, w.id SKIP $skip LIMIT $limit
CALL (w) {
  OPTIONAL MATCH (w)-[:SUPPLIES]->(b:Workplace|Organisation)
  WITH b ORDER BY b.id LIMIT 20
  RETURN collect(CASE WHEN b IS NULL THEN null ELSE {id: b.id, name: b.name, disclosed: coalesce(b.disclosed, true)} END) AS buyers
}
RETURN w.id AS id, w.name AS name, w.address AS address, s.precision AS precision, w.lat AS lat, w.lon AS lon,
       w.n_buyers AS n_buyers, w.last_seen AS last_seen, buyers
ORDER BY name, id
