// title: Things by their exact name
// asks: Which things of this kind have exactly this name?
// category: page
// params: text: text; kind: text; limit: int = 20 (1..100)
// returns: table
MATCH (n:Workplace|Organisation|Zone|Country)
WHERE toLower(n.name) = toLower($text) AND ($kind = 'Thing' OR $kind IN labels(n))
RETURN n.id AS id, n.name AS name, labels(n)[0] AS kind
ORDER BY id LIMIT $limit
