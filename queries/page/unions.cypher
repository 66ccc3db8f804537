// title: Unions at a workplace
// asks: Who represents the people of this workplace?
// category: page
// params: id: Workplace; limit: int = 50 (1..1000)
// returns: table
MATCH (:Workplace {id: $id})<-[s:REPRESENTS]-(u:Organisation)
RETURN u.id AS id, u.name AS name, 'Organisation' AS kind, type(s) AS link, u.roles AS roles,
       coalesce(u.disclosed, true) AS disclosed, s.recognised AS recognised, s.independence AS independence,
       s.until AS until, s.last_seen AS last_seen, s.confidence AS confidence
ORDER BY name, id LIMIT $limit
