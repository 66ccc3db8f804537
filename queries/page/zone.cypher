// title: Zone card
// asks: What is this zone?
// category: page
// params: id: Zone
// returns: table
MATCH (z:Zone {id: $id})
CALL (z) {
  OPTIONAL MATCH (z)-[:IN_COUNTRY]->(c:Country)
  WITH c ORDER BY c.id
  RETURN collect(CASE WHEN c IS NULL THEN null ELSE {id: c.id, name: c.name, code: c.code} END) AS countries
}
CALL (z) {
  OPTIONAL MATCH (z)-[:UNDER_REGIME]->(r:Regime)
  WITH r ORDER BY r.id
  RETURN collect(CASE WHEN r IS NULL THEN null ELSE {id: r.id, name: r.name, laws: r.laws, authority: r.authority} END) AS regimes
}
RETURN z.id AS id, z.name AS name, z.other_names AS other_names, z.kind AS kind, z.location AS location,
       z.area_ha AS area_ha, z.lat AS lat, z.lon AS lon, z.disputed AS disputed, z.last_seen AS last_seen,
       countries, regimes, COUNT { (z)<-[:IN_ZONE]-(:Workplace) } AS n_workplaces
ORDER BY id
