// title: Suppliers by country
// asks: In which countries are the suppliers of this organisation?
// category: page
// params: id: Organisation; limit: int = 300 (1..1000)
// returns: table
MATCH (:Organisation {id: $id})<-[s:SUPPLIES]-(w:Workplace|Organisation)
WHERE s.until IS NULL
WITH DISTINCT w
OPTIONAL MATCH (w)-[:IN_COUNTRY]->(c:Country)
WITH c.id AS country_id, count(w) AS n
RETURN country_id, n
ORDER BY n DESC, country_id LIMIT $limit
