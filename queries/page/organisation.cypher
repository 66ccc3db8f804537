// title: Organisation card
// asks: What is this organisation?
// category: page
// params: id: Organisation
// returns: table
MATCH (o:Organisation {id: $id})
CALL (o) {
  OPTIONAL MATCH (o)-[:IN_COUNTRY|REGISTERED_IN]->(c:Country)
  WITH DISTINCT c ORDER BY c.id
  RETURN collect(CASE WHEN c IS NULL THEN null ELSE {id: c.id, name: c.name, code: c.code} END) AS countries
}
RETURN o.id AS id, o.name AS name, o.other_names AS other_names, o.lei AS lei, o.register_id AS register_id,
       o.country AS country, o.address AS address, o.roles AS roles, coalesce(o.disclosed, true) AS disclosed,
       o.parent_exception AS parent_exception, o.n_buyers AS n_buyers, o.n_suppliers AS n_suppliers,
       o.disputed AS disputed, o.first_seen AS first_seen, o.last_seen AS last_seen, countries,
       COUNT { (o)<-[:BRAND_OF]-(:Organisation) } AS n_brands, COUNT { (o)-[:BRAND_OF]->(:Organisation) } AS n_brand_parents,
       COUNT { (o)<-[:OWNED_BY]-(:Organisation) } AS n_owned, COUNT { (o)-[:OWNED_BY]->(:Organisation) } AS n_owners,
       COUNT { (o)<-[:OPERATED_BY]-(:Workplace) } AS n_workplaces
ORDER BY id
