// title: Suppliers
// asks: Who supplies these?
// category: chain step
// params: ids: list; past: choice no|yes = no; limit: int = 5000 (1..10000)
// returns: table
UNWIND $ids AS id
MATCH (b:Workplace|Organisation {id: id})<-[s:SUPPLIES]-(a:Workplace|Organisation)
WHERE $past = 'yes' OR s.until IS NULL
WITH a, s, b ORDER BY b.id, a.id, type(s) LIMIT $limit
RETURN a.id AS from, type(s) AS kind, b.id AS to,
       {since: s.since, until: s.until, first_seen: s.first_seen, last_seen: s.last_seen,
        confidence: s.confidence, n_claims: s.n_claims, n_publishers: s.n_publishers, sources: s.sources,
        disputed: s.disputed,
        kinds: s.kinds, tiers: s.tiers, products: s.products, years: s.years, share: s.share} AS link,
       a.n_suppliers AS degree
ORDER BY to, from, kind
