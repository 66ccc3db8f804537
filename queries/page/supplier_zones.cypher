// title: Zones of suppliers
// asks: In which zones do the suppliers of this organisation stand?
// category: page
// params: id: Organisation; limit: int = 100 (1..1000)
// returns: table
MATCH (:Organisation {id: $id})<-[s:SUPPLIES]-(w:Workplace)
WHERE s.until IS NULL
WITH DISTINCT w
MATCH (w)-[i:IN_ZONE]->(z:Zone)
WITH z, count(w) AS n, max(i.confidence) AS confidence, max(i.last_seen) AS last_seen
CALL (z) {
  OPTIONAL MATCH (z)-[:IN_COUNTRY]->(c:Country)
  WITH c ORDER BY c.id LIMIT 1
  RETURN c.id AS country_id
}
RETURN z.id AS id, z.name AS name, z.kind AS zone_kind, 'Zone' AS kind, country_id, n, confidence, last_seen
ORDER BY n DESC, name, id LIMIT $limit
