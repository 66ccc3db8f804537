// title: Find a workplace
// asks: Which workplaces have this in their name?
// category: lookup
// params: text: text; country: Country?
// returns: map
// rests_on: UN Guiding Principle 21
MATCH (w:Workplace)
WHERE (toLower(w.name) CONTAINS toLower($text)
       OR any(other IN coalesce(w.other_names, []) WHERE toLower(other) CONTAINS toLower($text)))
  AND ($country IS NULL OR COUNT { (w)-[:IN_COUNTRY]->(:Country {id: $country}) } > 0)
CALL (w) {
  OPTIONAL MATCH (w)-[:IN_ZONE]->(z:Zone)
  WITH z ORDER BY z.id LIMIT 1
  RETURN z.name AS zone, z.id AS zone_id
}
CALL (w) {
  OPTIONAL MATCH (w)-[:IN_COUNTRY]->(c:Country)
  WITH c ORDER BY c.id LIMIT 1
  RETURN c.name AS country
}
RETURN w.id AS workplace_id, w.name AS workplace, w.address AS address, country, zone, zone_id,
       w.n_buyers AS n_buyers, w.lat AS lat, w.lon AS lon, w.last_seen AS last_seen
ORDER BY workplace, workplace_id
