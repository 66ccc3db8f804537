// title: Zone workplaces behind a company
// asks: Which workplaces in export processing zones supply this company, and through whom?
// category: export processing zones
// params: company: Organisation; max_tier: int = 4 (1..6); past: choice no|yes = no; industrial_parks: choice no|yes = no
// returns: chain
// rests_on: ILO C087, C098; UN Guiding Principle 13
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
CALL (f6) { UNWIND f6 AS x MATCH (b:Workplace {id: x})-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' WITH DISTINCT b.id AS id ORDER BY id RETURN collect(id) AS u6 }
CALL (f5, u6) { UNWIND f5 AS x MATCH (b:Workplace|Organisation {id: x}) WHERE COUNT { (b)-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' } > 0 OR COUNT { (b)<-[:SUPPLIES]-(c) WHERE c.id IN u6 } > 0 WITH b.id AS id ORDER BY id RETURN collect(id) AS u5 }
CALL (f4, u5) { UNWIND f4 AS x MATCH (b:Workplace|Organisation {id: x}) WHERE COUNT { (b)-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' } > 0 OR COUNT { (b)<-[:SUPPLIES]-(c) WHERE c.id IN u5 } > 0 WITH b.id AS id ORDER BY id RETURN collect(id) AS u4 }
CALL (f3, u4) { UNWIND f3 AS x MATCH (b:Workplace|Organisation {id: x}) WHERE COUNT { (b)-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' } > 0 OR COUNT { (b)<-[:SUPPLIES]-(c) WHERE c.id IN u4 } > 0 WITH b.id AS id ORDER BY id RETURN collect(id) AS u3 }
CALL (f2, u3) { UNWIND f2 AS x MATCH (b:Workplace|Organisation {id: x}) WHERE COUNT { (b)-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' } > 0 OR COUNT { (b)<-[:SUPPLIES]-(c) WHERE c.id IN u3 } > 0 WITH b.id AS id ORDER BY id RETURN collect(id) AS u2 }
CALL (f1, u2) { UNWIND f1 AS x MATCH (b:Workplace|Organisation {id: x}) WHERE COUNT { (b)-[:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' } > 0 OR COUNT { (b)<-[:SUPPLIES]-(c) WHERE c.id IN u2 } > 0 WITH b.id AS id ORDER BY id RETURN collect(id) AS u1 }
CALL (f0, f1, f2, f3, f4, f5, f6, u1, u2, u3, u4, u5, u6) {
  UNWIND range(1, 6) AS n UNWIND [u1, u2, u3, u4, u5, u6][n - 1] AS x
  MATCH (a:Workplace|Organisation {id: x})-[s:SUPPLIES]->(b) WHERE b.id IN f0 + f1 + f2 + f3 + f4 + f5 + f6 AND ($past = 'yes' OR s.until IS NULL)
  RETURN a, s, b, n AS tier
UNION ALL
  UNWIND f0 AS x MATCH (a:Organisation {id: x})-[s:BRAND_OF|OWNED_BY]->(b:Organisation)
  WHERE b.id IN f0 AND COUNT { (a)<-[:BRAND_OF|OWNED_BY*0..3]-(o)<-[:SUPPLIES]-(c) WHERE c.id IN u1 + u2 + u3 + u4 + u5 + u6 } > 0
  RETURN a, s, b, 0 AS tier
}
CALL (a) { OPTIONAL MATCH (a:Workplace)-[i:IN_ZONE]->(z:Zone) WHERE $industrial_parks = 'yes' OR coalesce(z.kind, 'unknown') <> 'industrial_park' WITH i, z ORDER BY z.id LIMIT 1 RETURN z, i.precision AS precision }
RETURN a.id AS from, type(s) AS kind, b.id AS to, tier, CASE WHEN z IS NULL THEN null ELSE a.name END AS workplace,
       CASE WHEN z IS NULL THEN null ELSE a.id END AS workplace_id, z.name AS zone, z.id AS zone_id, z.kind AS zone_kind,
       precision, b.name AS through, b.id AS through_id, s.last_seen AS last_seen, s.sources AS sources
ORDER BY tier, from, kind, to
