// title: Observations about things
// asks: What values are known of these things?
// category: page
// params: ids: list; limit: int = 500 (1..5000)
// returns: table
UNWIND $ids AS id
MATCH (n:Workplace|Organisation|Zone|Regime|Country|Product|Sector {id: id})<-[a:ABOUT]-(o:Observation)
RETURN n.id AS about, o.id AS id, o.indicator AS indicator, o.name AS name, o.value AS value, o.text AS text, o.unit AS unit,
       o.year AS year, o.sex AS sex, o.age_group AS age_group, o.source AS source, a.role AS role, o.last_seen AS last_seen
ORDER BY about, indicator, year DESC, id LIMIT $limit
