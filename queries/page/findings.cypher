// title: Findings about things
// asks: What is on record about these things?
// category: page
// params: ids: list; limit: int = 500 (1..5000)
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation|Zone|Regime|Country|Product|Sector {id: id})<-[a:ABOUT]-(f:Finding)
CALL (f) {
  OPTIONAL MATCH (f)-[:ABOUT]->(p:Product|Sector)
  WITH p ORDER BY p.id
  RETURN collect(CASE WHEN p IS NULL THEN null ELSE {id: p.id, name: p.name} END) AS products
}
RETURN n.id AS about, a.role AS role, f.id AS id, f.name AS name, f.polarity AS polarity, f.category AS category,
       f.harm AS harm, f.date AS date, f.status AS status, f.remedy AS remedy, f.people AS people,
       f.proceeding AS proceeding, f.text AS text, f.source AS source, f.last_seen AS last_seen, products
ORDER BY about, date DESC, category, id LIMIT $limit
