// title: Cards of things in a chain
// asks: What are these workplaces and organisations, and where do they stand?
// category: chain step
// params: ids: list
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation {id: id})
CALL (n) {
  OPTIONAL MATCH (n)-[:IN_ZONE]->(z:Zone)
  WITH z ORDER BY z.id
  RETURN collect(CASE WHEN z IS NULL THEN null ELSE {id: z.id, name: z.name, kind: z.kind} END) AS zones
}
CALL (n) {
  OPTIONAL MATCH (n)-[:IN_COUNTRY]->(c:Country)
  WITH coalesce(c.code, c.id) AS code ORDER BY code
  RETURN collect(code) AS countries
}
CALL (n) {
  OPTIONAL MATCH (n)-[:REGISTERED_IN]->(c:Country)
  WITH coalesce(c.code, c.id) AS code ORDER BY code
  RETURN collect(code) AS registered
}
CALL (n) {
  OPTIONAL MATCH (n)-[:OPERATED_BY]->(o:Organisation)
  WITH o ORDER BY o.id
  RETURN collect(CASE WHEN o IS NULL THEN null ELSE {id: o.id, name: o.name} END) AS operators
}
RETURN n.id AS id, n.name AS name, CASE WHEN n:Workplace THEN 'Workplace' ELSE 'Organisation' END AS kind,
       coalesce(n.disclosed, true) AS disclosed, n.country AS country, countries, registered, zones, operators,
       COUNT { (n)<-[:BRAND_OF]-(:Organisation) } AS n_brands,
       COUNT { (n)-[:BRAND_OF|OWNED_BY]->(:Organisation) } AS n_parents,
       {other_names: n.other_names, roles: n.roles, lei: n.lei, os_id: n.os_id, register_id: n.register_id,
        address: n.address, lat: n.lat, lon: n.lon, precision: n.precision, opened: n.opened,
        closed: n.closed, n_buyers: n.n_buyers, n_suppliers: n.n_suppliers, disputed: n.disputed,
        last_seen: n.last_seen, parent_exception: n.parent_exception} AS props
ORDER BY id
