// title: Agreements over things
// asks: Which agreements cover these, or were signed by them?
// category: page
// params: ids: list; limit: int = 100 (1..1000)
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation|Zone|Country {id: id})-[s:COVERS|SIGNED]-(a:Agreement)
CALL (a) {
  OPTIONAL MATCH (a)-[:COVERS]->(c:Country)
  WITH c ORDER BY c.id
  RETURN collect(c.id) AS countries
}
RETURN n.id AS about, a.id AS id, a.name AS name, 'Agreement' AS kind, type(s) AS link, a.kind AS form,
       a.binding AS binding, a.covers_suppliers AS covers_suppliers, a.categories AS categories, a.since AS since, a.until AS until, a.complaint_body AS complaint_body,
       a.complaint_url AS complaint_url, s.role AS role, countries, s.last_seen AS last_seen, s.confidence AS confidence
ORDER BY about, name, id, link LIMIT $limit
