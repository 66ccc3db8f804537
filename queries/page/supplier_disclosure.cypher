// title: What a buyer discloses
// asks: Of how many of its suppliers is what known?
// category: page
// params: id: Organisation
// returns: table
MATCH (:Organisation {id: $id})<-[s:SUPPLIES]-(w:Workplace)
WHERE s.until IS NULL
WITH w, s, COUNT { (w)-[:OPERATED_BY]->(:Organisation) } AS run
RETURN count(w) AS n, count(w.address) AS address, count(s.tiers) AS tiers, count(w.lat) AS coordinates,
       count(s.products) AS products, sum(CASE WHEN run > 0 THEN 1 ELSE 0 END) AS operators,
       max(s.last_seen) AS last_seen
ORDER BY n
