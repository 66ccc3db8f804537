// title: Sources
// asks: What does the record rest on?
// category: page
// params: limit: int = 1000 (1..10000)
// returns: table
MATCH (s:Source)
RETURN s.id AS id, s.name AS name, s.publisher AS publisher, s.licence AS licence, s.url AS url, s.date AS date
ORDER BY name, id LIMIT $limit
