// title: Cards of search results
// asks: Where are these, and whom do they supply?
// category: page
// params: ids: list
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation|Zone {id: id})
CALL (n) {
  OPTIONAL MATCH (n)-[s:SUPPLIES]->(b:Workplace|Organisation)
  WITH b, s ORDER BY b.name, b.id LIMIT 5
  RETURN collect(CASE WHEN b IS NULL THEN null ELSE {id: b.id, name: b.name, other_names: b.other_names, disclosed: coalesce(b.disclosed, true), kind: labels(b)[0], last_seen: s.last_seen} END) AS buyers
}
CALL (n) {
  OPTIONAL MATCH (n)-[:IN_ZONE]->(z:Zone)
  WITH z ORDER BY z.id LIMIT 1
  RETURN z.id AS zone_id, z.name AS zone
}
CALL (n) {
  OPTIONAL MATCH (n)-[:IN_COUNTRY|REGISTERED_IN]->(c:Country)
  WITH c ORDER BY c.id LIMIT 1
  RETURN c.id AS country_id
}
CALL (n) {
  OPTIONAL MATCH (n)-[:BRAND_OF|OWNED_BY]->(o:Organisation)
  WITH o ORDER BY o.name, o.id LIMIT 5
  RETURN collect(CASE WHEN o IS NULL THEN null ELSE {id: o.id, name: o.name, kind: 'Organisation', disclosed: coalesce(o.disclosed, true)} END) AS parents
}
RETURN n.id AS id, n.name AS name, n.other_names AS other_names, labels(n)[0] AS kind, n.address AS address,
       n.location AS location, n.kind AS zone_kind, n.roles AS roles, coalesce(n.disclosed, true) AS disclosed,
       n.n_buyers AS n_buyers, n.n_suppliers AS n_suppliers, COUNT { (n)<-[:IN_ZONE]-(:Workplace) } AS n_workplaces,
       COUNT { (n)<-[:BRAND_OF]-(:Organisation) } AS n_brands, buyers, parents, zone_id, zone, country_id
ORDER BY id
