// title: Things by their ids
// asks: What are these things?
// category: page
// params: ids: list
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation|Zone|Regime|Country|Product|Sector|Finding|Observation|Agreement|Source {id: id})
RETURN n.id AS id, n.name AS name, n.other_names AS other_names, labels(n)[0] AS kind, n.last_seen AS last_seen
ORDER BY id
