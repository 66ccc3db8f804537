// title: Country card
// asks: What is known of this country?
// category: page
// params: id: Country
// returns: table
MATCH (c:Country {id: $id})
RETURN c.id AS id, c.name AS name, c.code AS code, c.other_names AS other_names,
       COUNT { (c)<-[:IN_COUNTRY]-(:Workplace) } AS n_workplaces, COUNT { (c)<-[:IN_COUNTRY]-(:Zone) } AS n_zones,
       COUNT { (c)<-[:REGISTERED_IN]-(:Organisation) } AS n_organisations,
       COUNT { (c)<-[:ABOUT]-(:Finding) } AS n_findings, COUNT { (c)<-[:ABOUT]-(:Observation) } AS n_observations
ORDER BY id
