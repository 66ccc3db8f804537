"""A Neo4j Community of our own: assembled from Maven Central, run on loopback, for one home folder."""

from graph.engines.neo4j_server.assemble import VERSION, assemble, missing
from graph.engines.neo4j_server.server import ServerState, start, status, stop

__all__ = ["VERSION", "ServerState", "assemble", "missing", "start", "status", "stop"]
