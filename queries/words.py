"""The words of portable Cypher: what both engines read alike. Everything else is refused.

Tried on Neo4j 5.26 and on the embedded engine, query by query; a word comes in when both answer alike.
"""

READING = frozenset({
    "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "CALL", "UNION", "ORDER", "SKIP", "LIMIT",
})  # fmt: skip
STARTING = frozenset({"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL"})
# Keywords after which an operand comes, so that they end none.
JOINING = frozenset({
    "AND", "OR", "XOR", "NOT", "IN", "IS", "STARTS", "ENDS", "CONTAINS", "CASE", "WHEN", "THEN", "ELSE", "AS",
    "BY", "DISTINCT", "DESC", "ASC", "DESCENDING", "ASCENDING", "ALL",
}) | READING  # fmt: skip
# Words that may follow an operand directly; any other word there is a clause that is not read-only.
FOLLOWING = (JOINING | {"END", "NULL"}) - {"CASE", "DISTINCT", "NOT", "BY"}
WRITING = frozenset({
    "CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "INSERT", "LOAD", "DROP",
    "ALTER", "GRANT", "DENY", "REVOKE", "START", "STOP", "TERMINATE", "USE", "SHOW", "PROFILE", "EXPLAIN",
    "FINISH", "FILTER", "LET", "TRANSACTIONS", "FORMAT", "YIELD",
})  # fmt: skip

AGGREGATES = frozenset({"count", "collect", "min", "max", "sum", "avg"})
PATHS = frozenset({"shortestpath", "allshortestpaths"})
PREDICATES = frozenset({"all", "any", "none", "single"})
# Functions that make a scalar of a node, a link or a path.
SCALAR_OF = frozenset({"count", "labels", "type", "elementid", "length", "size"})
FUNCTIONS = AGGREGATES | PATHS | PREDICATES | frozenset({
    "size", "length", "coalesce", "tolower", "toupper", "trim", "ltrim", "rtrim", "left", "right",
    "substring", "replace", "split", "reverse", "head", "last", "tail", "range", "reduce", "labels", "type",
    "nodes", "relationships", "startnode", "endnode", "elementid", "ceil", "floor", "sqrt", "tointeger",
    "tofloat", "date", "duration.indays", "duration.inmonths", "sin", "cos", "asin", "radians",
})  # fmt: skip
INSTEAD = {
    "tostring": "return the value and format it in Python",
    "round": "return the value and round it in Python; halves differ between the engines",
    "percentilecont": "collect the sorted values and take the one in the middle",
    "percentiledisc": "collect the sorted values and take the one in the middle",
    "timestamp": "pass the time in as a parameter",
    "datetime": "pass the time in as a parameter",
    "properties": "write a named map such as {id: n.id, name: n.name}",
    "keys": "name the properties; the model says which there are",
    "id": "write n.id",
    "duration.between": "write duration.inDays(a, b).days",
    "point": "use sin, cos and asin, or measure in Python",
    "point.distance": "use sin, cos and asin, or measure in Python",
    "exists": "write n.name IS NOT NULL",
    "shortest": "write shortestPath((a)-[:SUPPLIES*1..6]->(b)) in MATCH",
}
# On the embedded engine these are not what was stored: `title` is the name, `type` and `label` the label.
TAKEN = frozenset({"title", "type", "label"})
OWNERSHIP = frozenset({"BRAND_OF", "OWNED_BY"})
