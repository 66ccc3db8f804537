// title: Chains up from a workplace
// asks: Whose products do we make, and who owns them?
// category: trace
// params: workplace: Workplace; max_tier: int = 6 (1..6); past: choice no|yes = no
// returns: chain
// rests_on: UN Guiding Principles 13(b), 17
MATCH (w:Workplace {id: $workplace})
WITH [w.id] AS f0
CALL (f0) { UNWIND f0 AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f1 }
CALL (f0, f1) { UNWIND CASE WHEN $max_tier >= 2 THEN f1 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 + f1 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f2 }
CALL (f0, f1, f2) { UNWIND CASE WHEN $max_tier >= 3 THEN f2 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 + f1 + f2 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f3 }
CALL (f0, f1, f2, f3) { UNWIND CASE WHEN $max_tier >= 4 THEN f3 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f4 }
CALL (f0, f1, f2, f3, f4) { UNWIND CASE WHEN $max_tier >= 5 THEN f4 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 + f4 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f5 }
CALL (f0, f1, f2, f3, f4, f5) { UNWIND CASE WHEN $max_tier >= 6 THEN f5 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 + f4 + f5 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f6 }
CALL (f0, f1, f2, f3, f4, f5, f6) {
  UNWIND range(0, $max_tier - 1) AS n
  UNWIND [f0, f1, f2, f3, f4, f5][n] AS x
  MATCH (a:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b:Workplace|Organisation)
  RETURN a, s, b, n + 1 AS tier
UNION ALL
  UNWIND f0 + f1 + f2 + f3 + f4 + f5 + f6 AS x
  MATCH (:Organisation {id: x})-[:BRAND_OF|OWNED_BY*0..3]->(a:Organisation)
  WITH DISTINCT a
  MATCH (a)-[s:BRAND_OF|OWNED_BY]->(b:Organisation)
  RETURN a, s, b, null AS tier
}
WITH a, s, b, tier
WHERE ($past = 'yes' OR s.until IS NULL)
RETURN a.id AS from, type(s) AS kind, b.id AS to, tier, a.name AS from_name, b.name AS to_name,
       coalesce(b.disclosed, true) AS disclosed, s.last_seen AS last_seen, s.until AS until, s.sources AS sources
ORDER BY tier, from, kind, to
