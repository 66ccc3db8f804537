// title: Values at the suppliers
// asks: Which values of this indicator are known of the suppliers of this organisation?
// category: page
// params: id: Organisation; indicator: text; limit: int = 20 (1..500)
// returns: table
MATCH (:Organisation {id: $id})<-[s:SUPPLIES]-(w:Workplace)
WHERE s.until IS NULL
WITH DISTINCT w
MATCH (w)<-[:ABOUT]-(o:Observation)
WHERE o.indicator = $indicator
RETURN w.id AS id, w.name AS name, 'Workplace' AS kind, o.id AS observation, o.indicator AS indicator, o.value AS value,
       o.text AS text, o.unit AS unit, o.year AS year, o.last_seen AS last_seen
ORDER BY name, id, year DESC, observation LIMIT $limit
