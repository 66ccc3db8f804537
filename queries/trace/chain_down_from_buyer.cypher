// title: Chain down from a buyer
// asks: Who stands behind this brand or company?
// category: trace
// params: company: Organisation; max_tier: int = 4 (1..6); past: choice no|yes = no
// returns: chain
// rests_on: UN Guiding Principles 17(a), 18
MATCH (:Organisation {id: $company})<-[:BRAND_OF|OWNED_BY*0..3]-(o:Organisation)
WITH DISTINCT o.id AS id ORDER BY id WITH collect(id) AS f0
CALL (f0) { UNWIND f0 AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f1 }
CALL (f0, f1) { UNWIND CASE WHEN $max_tier >= 2 THEN f1 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 + f1 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f2 }
CALL (f0, f1, f2) { UNWIND CASE WHEN $max_tier >= 3 THEN f2 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 + f1 + f2 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f3 }
CALL (f0, f1, f2, f3) { UNWIND CASE WHEN $max_tier >= 4 THEN f3 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f4 }
CALL (f0, f1, f2, f3, f4) { UNWIND CASE WHEN $max_tier >= 5 THEN f4 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 + f4 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f5 }
CALL (f0, f1, f2, f3, f4, f5) { UNWIND CASE WHEN $max_tier >= 6 THEN f5 ELSE [] END AS x MATCH (:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(b)
  WHERE NOT b.id IN f0 + f1 + f2 + f3 + f4 + f5 AND ($past = 'yes' OR s.until IS NULL) WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS f6 }
CALL (f0, f1, f2, f3, f4, f5, f6) {
  UNWIND range(0, $max_tier - 1) AS n
  UNWIND [f0, f1, f2, f3, f4, f5][n] AS x
  MATCH (b:Workplace|Organisation {id: x})<-[s:SUPPLIES]-(a:Workplace|Organisation)
  RETURN a, s, b, n + 1 AS tier
UNION ALL
  UNWIND f0 AS x
  MATCH (a:Organisation {id: x})-[s:BRAND_OF|OWNED_BY]->(b:Organisation) WHERE b.id IN f0
  RETURN a, s, b, 0 AS tier
}
WITH a, s, b, tier WHERE ($past = 'yes' OR s.until IS NULL)
CALL (a) { OPTIONAL MATCH (a)-[:IN_ZONE]->(z:Zone) WITH z ORDER BY z.id LIMIT 1 RETURN z.name AS zone, z.id AS zone_id }
CALL (a) { OPTIONAL MATCH (a)-[:IN_COUNTRY]->(c:Country) WITH c ORDER BY c.id LIMIT 1 RETURN c.name AS country }
RETURN a.id AS from, type(s) AS kind, b.id AS to, tier, a.name AS supplier, b.name AS buyer, country, zone, zone_id,
       a.lat AS lat, a.lon AS lon, s.last_seen AS last_seen, s.until AS until, s.sources AS sources
ORDER BY tier, from, kind, to
