// title: Where to complain in a country
// asks: Which bodies of these countries take complaints?
// category: page
// params: ids: list; limit: int = 100 (1..1000)
// returns: table
UNWIND $ids AS id
MATCH (:Country {id: id})<-[:IN_COUNTRY]-(o:Organisation)
WHERE o.complaint_kind IS NOT NULL
RETURN id AS country_id, o.id AS id, o.name AS name, 'Organisation' AS kind, o.complaint_kind AS complaint_kind,
       o.complaint_url AS complaint_url, o.complaint_who AS complaint_who, o.complaint_needs AS complaint_needs,
       o.complaint_time_limit AS complaint_time_limit, o.last_seen AS last_seen
ORDER BY country_id, complaint_kind, name, id LIMIT $limit
