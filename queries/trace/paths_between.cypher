// title: Paths between two things
// asks: How are we tied to this firm?
// category: trace
// params: a: Thing; b: Thing; max_links: int = 5 (1..8)
// returns: chain
// rests_on: UN Guiding Principle 13
MATCH (x:Workplace|Organisation {id: $a}), (y:Workplace|Organisation {id: $b})
WHERE x <> y
MATCH p = allShortestPaths((x)-[:SUPPLIES|OPERATED_BY|OWNED_BY|BRAND_OF*1..8]-(y))
WHERE length(p) <= $max_links
WITH [r IN relationships(p) | {from: startNode(r).id, kind: type(r), to: endNode(r).id,
                               from_name: startNode(r).name, to_name: endNode(r).name,
                               last_seen: r.last_seen, until: r.until, sources: r.sources}] AS steps,
     [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r)] AS kinds,
     [r IN relationships(p) | startNode(r).id] AS origins
ORDER BY ids, kinds, origins LIMIT 50
WITH collect(steps) AS paths
UNWIND range(0, size(paths) - 1) AS n
UNWIND range(0, size(paths[n]) - 1) AS i
WITH n + 1 AS path_no, i + 1 AS step, paths[n][i] AS s
RETURN s.from AS from, s.kind AS kind, s.to AS to, path_no, step, s.from_name AS from_name, s.to_name AS to_name,
       s.last_seen AS last_seen, s.until AS until, s.sources AS sources
ORDER BY path_no, step
