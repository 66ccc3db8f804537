// title: Workplace card
// asks: What is this workplace and where does it stand?
// category: page
// params: id: Workplace
// returns: table
MATCH (w:Workplace {id: $id})
CALL (w) {
  OPTIONAL MATCH (w)-[s:IN_ZONE]->(z:Zone)
  WITH s, z ORDER BY z.id
  RETURN collect(CASE WHEN z IS NULL THEN null ELSE {id: z.id, name: z.name, kind: z.kind, precision: s.precision} END) AS zones
}
CALL (w) {
  OPTIONAL MATCH (w)-[:IN_COUNTRY]->(c:Country)
  WITH c ORDER BY c.id
  RETURN collect(CASE WHEN c IS NULL THEN null ELSE {id: c.id, name: c.name, code: c.code} END) AS countries
}
CALL (w) {
  OPTIONAL MATCH (w)-[:OPERATED_BY]->(o:Organisation)
  WITH o ORDER BY o.id
  RETURN collect(CASE WHEN o IS NULL THEN null ELSE {id: o.id, name: o.name} END) AS operators
}
CALL (w) {
  OPTIONAL MATCH (w)-[:MAKES]->(p:Product|Sector)
  WITH p ORDER BY p.id
  RETURN collect(CASE WHEN p IS NULL THEN null ELSE {id: p.id, name: p.name, code: p.code} END) AS products
}
RETURN w.id AS id, w.name AS name, w.other_names AS other_names, w.os_id AS os_id, w.address AS address, w.lat AS lat,
       w.lon AS lon, w.precision AS precision, w.opened AS opened, w.closed AS closed, w.n_buyers AS n_buyers,
       w.n_suppliers AS n_suppliers, w.disputed AS disputed, w.first_seen AS first_seen, w.last_seen AS last_seen,
       zones, countries, operators, products
ORDER BY id
