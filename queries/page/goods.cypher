// title: Goods of a country on a list
// asks: Which goods of this country are on a list of child or forced labour?
// category: page
// params: id: Country; limit: int = 500 (1..5000)
// returns: table
MATCH (c:Country {id: $id})<-[a:ABOUT]-(f:Finding)
WHERE a.role = 'place'
CALL (f) {
  OPTIONAL MATCH (f)-[:ABOUT]->(p:Product)
  WITH p ORDER BY p.id LIMIT 1
  RETURN p.id AS good_id, p.name AS good
}
RETURN good_id, coalesce(good, f.name) AS good, f.id AS id, f.name AS name, f.category AS category, f.harm AS harm,
       f.date AS date, f.text AS text, a.until AS until, a.last_seen AS last_seen, a.confidence AS confidence
ORDER BY good, category, id LIMIT $limit
