// title: Findings along a chain
// asks: What is on record along this chain, how bad, and was it mended?
// category: rights
// params: thing: Thing; direction: choice down|up = down; category: choice any|freedom_of_association|forced_labour|child_labour|discrimination|safe_healthy_work|wages|hours|contracts|social_protection|violence_harassment|environment = any; status: choice any|reported|corroborated|verified|refuted|unknown = any; max_tier: int = 4 (1..6); past: choice no|yes = no
// returns: table
// rests_on: UN Guiding Principles 17, 18, 22
MATCH (:Workplace|Organisation {id: $thing})<-[:BRAND_OF|OWNED_BY*0..3]-(o:Workplace|Organisation)
WHERE $direction = 'down' OR o.id = $thing
WITH DISTINCT o.id AS id ORDER BY id WITH collect(id) AS f0
CALL (f0) { UNWIND f0 AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f1 }
CALL (f0, f1) { UNWIND CASE WHEN $max_tier >= 2 THEN f1 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 + f1 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f2 }
CALL (f0, f1, f2) { UNWIND CASE WHEN $max_tier >= 3 THEN f2 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 + f1 + f2 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f3 }
CALL (f0, f1, f2, f3) { UNWIND CASE WHEN $max_tier >= 4 THEN f3 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 + f1 + f2 + f3 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f4 }
CALL (f0, f1, f2, f3, f4) { UNWIND CASE WHEN $max_tier >= 5 THEN f4 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 + f1 + f2 + f3 + f4 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f5 }
CALL (f0, f1, f2, f3, f4, f5) { UNWIND CASE WHEN $max_tier >= 6 THEN f5 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})-[s:SUPPLIES]-(b)
  WHERE (startNode(s).id = x) = ($direction = 'up') AND NOT b.id IN f0 + f1 + f2 + f3 + f4 + f5 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f6 }
CALL (f0, f1, f2, f3, f4, f5, f6) {
  UNWIND range(0, $max_tier) AS n UNWIND [f0, f1, f2, f3, f4, f5, f6][n] AS x RETURN x, n AS tier
UNION ALL
  UNWIND CASE WHEN $direction = 'up' THEN f0 + f1 + f2 + f3 + f4 + f5 + f6 ELSE [] END AS y
  MATCH (:Organisation {id: y})-[:BRAND_OF|OWNED_BY*0..3]->(o:Organisation) WHERE NOT o.id IN f0 + f1 + f2 + f3 + f4 + f5 + f6
  RETURN DISTINCT o.id AS x, null AS tier
} MATCH (n:Workplace|Organisation {id: x})
CALL (n, tier) {
  MATCH (n)<-[:ABOUT]-(f:Finding) RETURN f, n AS at, 'place' AS about, tier AS depth
UNION ALL
  MATCH (n)-[:IN_ZONE]->(at:Zone)<-[:ABOUT]-(f:Finding) RETURN f, at, 'zone' AS about, null AS depth
UNION ALL
  MATCH (n)-[:IN_COUNTRY]->(at:Country)<-[:ABOUT]-(f:Finding) RETURN f, at, 'country' AS about, null AS depth
}
WITH f, at, about, min(depth) AS tier WHERE $category IN ['any', f.category] AND $status IN ['any', f.status]
CALL (f) { OPTIONAL MATCH (f)-[:ABOUT]->(p:Product|Sector) WITH p.name AS p ORDER BY p RETURN collect(p) AS products }
RETURN f.id AS finding_id, f.name AS finding, f.category AS category, about, at.name AS at, at.id AS at_id, tier, products,
       f.polarity AS polarity, f.date AS date, f.status AS status, f.remedy AS remedy, f.people AS people, f.source AS source
ORDER BY about DESC, tier, at_id, date, finding_id
