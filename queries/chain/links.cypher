// title: Links by their ends
// asks: What do these links carry?
// category: chain step
// params: links: list
// returns: table
UNWIND $links AS key
MATCH (a:Workplace|Organisation {id: key.from})-[s:SUPPLIES|BRAND_OF|OWNED_BY|OPERATED_BY]->(b:Workplace|Organisation {id: key.to})
WHERE type(s) = key.kind
RETURN a.id AS from, type(s) AS kind, b.id AS to,
       {since: s.since, until: s.until, first_seen: s.first_seen, last_seen: s.last_seen,
        confidence: s.confidence, n_claims: s.n_claims, n_publishers: s.n_publishers, sources: s.sources,
        disputed: s.disputed, kinds: s.kinds, kind: s.kind, tiers: s.tiers, products: s.products,
        years: s.years, share: s.share} AS link
ORDER BY from, kind, to
