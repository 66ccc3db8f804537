// title: Sister workplaces
// asks: Who shares our buyer, operator, union or zone?
// category: organising
// params: workplace: Workplace; by: choice buyer|owner|union|zone = buyer; past: choice no|yes = no
// returns: map
// rests_on: ILO C087 Article 5, C135
MATCH (w:Workplace {id: $workplace})
CALL (w) {
  MATCH (w)-[r:SUPPLIES]->(t:Organisation|Workplace)<-[s:SUPPLIES]-(sister:Workplace)
  WHERE $by = 'buyer' AND coalesce(t.disclosed, true) AND ($past = 'yes' OR (r.until IS NULL AND s.until IS NULL))
  RETURN sister, t
UNION ALL
  MATCH (w)-[r:OPERATED_BY]->(t:Organisation)<-[s:OPERATED_BY]-(sister:Workplace)
  WHERE $by = 'owner' AND ($past = 'yes' OR (r.until IS NULL AND s.until IS NULL))
  RETURN sister, t
UNION ALL
  MATCH (w)<-[r:REPRESENTS]-(t:Organisation)-[s:REPRESENTS]->(sister:Workplace)
  WHERE $by = 'union' AND ($past = 'yes' OR (r.until IS NULL AND s.until IS NULL))
  RETURN sister, t
UNION ALL
  MATCH (w)-[r:IN_ZONE]->(t:Zone)<-[s:IN_ZONE]-(sister:Workplace)
  WHERE $by = 'zone' AND ($past = 'yes' OR (r.until IS NULL AND s.until IS NULL))
  RETURN sister, t
}
CALL (sister) { OPTIONAL MATCH (sister)-[:IN_COUNTRY]->(c:Country) WITH c ORDER BY c.id LIMIT 1 RETURN c.name AS country }
CALL (sister) { OPTIONAL MATCH (sister)-[:IN_ZONE]->(z:Zone) WITH z ORDER BY z.id LIMIT 1 RETURN z.name AS zone }
RETURN sister.name AS sister, sister.id AS sister_id, t.name AS through, t.id AS through_id, country, zone,
       sister.lat AS lat, sister.lon AS lon, sister.last_seen AS last_seen
ORDER BY sister, sister_id, through_id
