// title: Countries that things are in
// asks: In which countries are the workplaces and zones of this record?
// category: page
// params: limit: int = 300 (1..1000)
// returns: table
MATCH (c:Country)
WHERE COUNT { (c)<-[:IN_COUNTRY]-(:Workplace|Zone) } > 0
RETURN c.id AS id, c.name AS name
ORDER BY name, id LIMIT $limit
