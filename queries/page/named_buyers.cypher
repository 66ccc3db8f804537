// title: How many buyers are named
// asks: How many supply links are there, and how many do not name the buyer?
// category: page
// returns: table
CALL () { MATCH (:Workplace)-[s:SUPPLIES]->(:Organisation) RETURN count(s) AS n_links }
CALL () { MATCH (b:Organisation) WHERE b.disclosed = false RETURN sum(b.n_suppliers) AS n_unnamed }
CALL () { MATCH (:Organisation)-[r:REPRESENTS]->(:Workplace) RETURN count(r) AS n_unions }
CALL () { MATCH (:Zone)-[u:UNDER_REGIME]->(:Regime) RETURN count(u) AS n_regimes }
CALL () { MATCH (w:Workplace) RETURN count(w) AS n_workplaces }
RETURN n_links, n_unnamed, n_unions, n_regimes, n_workplaces
ORDER BY n_links
