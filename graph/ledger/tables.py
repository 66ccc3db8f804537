"""The ledger's tables. Names and meanings are an interface; columns may grow (by a migration).

Keys are numbers inside the ledger (`key.ord`): five million claims name them twice each. Audiences are
0 public, 1 members, 2 sealed, so that "what this audience may see" is `<=`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

source = Table(
    "source", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("thing_id", Text, nullable=False, unique=True),
    Column("importer", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text),
    Column("licence", Text),
    Column("republish", Text, nullable=False),
    Column("derived_from", Text),
    Column("default_audience", SmallInteger, nullable=False),
)  # fmt: skip

list_ = Table(
    "list", metadata,
    Column("id", Integer, primary_key=True),
    Column("importer", Text, nullable=False),
    Column("source_id", Integer, ForeignKey("source.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("buyer_key", Text, nullable=False),
    Column("mode", Text, nullable=False),
    UniqueConstraint("importer", "source_id", "name", "buyer_key"),
)  # fmt: skip

run = Table(
    "run", metadata,
    Column("id", Integer, primary_key=True),
    Column("importer", Text, nullable=False),
    Column("lists", Text, nullable=False),  # JSON list of list ids
    Column("started_at", Text, nullable=False),  # ISO, UTC
    Column("finished_at", Text),
    Column("state", Text, nullable=False),  # done, undone
    Column("file_name", Text),
    Column("sha256", Text),
    Column("as_of", Text),
    Column("by", Text),
    Column("whole", Boolean, nullable=False, default=False),  # this edition names everything
    Column("parent", Integer, index=True),  # the run whose rows a rule read, for a rule's run
    Column("source_id", Integer),
    Column("said", Text, nullable=False, default="{}"),  # JSON: of its source, and the modes of its lists
    Column("rows", Integer),  # rows read
)  # fmt: skip

raw_row = Table(
    "raw_row", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False),
    Column("row_ref", Text, nullable=False),
    Column("cells", Text, nullable=False),  # JSON, as given
    Column("audience", SmallInteger, nullable=False),  # the narrowest of its claims: it tells all of them
)  # fmt: skip

set_aside = Table(
    "set_aside", metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False, index=True),
    Column("sheet", Text),
    Column("row_number", Integer, nullable=False),
    Column("column_name", Text),
    Column("reason", Text, nullable=False),
    Column("cells", Text, nullable=False),  # JSON, as given
)  # fmt: skip

key = Table(
    "key", metadata,
    Column("ord", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("birth_id", Text, nullable=False, unique=True),
    Column("audience", SmallInteger, nullable=False),
)  # fmt: skip

claim = Table(
    "claim", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("shown_id", Text, nullable=False, unique=True),
    Column("list_id", Integer, ForeignKey("list.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_key", Integer, ForeignKey("key.ord"), nullable=False),
    Column("object_key", Integer, ForeignKey("key.ord")),
    Column("stance", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON
    Column("audience", SmallInteger, nullable=False),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("as_of", Text),
    Column("confidence", SmallInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("row_ref", Text, nullable=False),
    Column("route", Text),
    Column("raw_row_id", Integer, ForeignKey("raw_row.id")),
    Column("supersedes", Integer, ForeignKey("claim.id")),
    Column("fingerprint", LargeBinary, nullable=False),
    UniqueConstraint("list_id", "fingerprint"),
    Index(None, "subject_key", "kind", "object_key"),
    Index(None, "object_key", "kind"),
)  # fmt: skip

sighting = Table(
    "sighting", metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True, index=True),
)  # fmt: skip

decision = Table(
    "decision", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # join, claim
    Column("left_key", Text, index=True),
    Column("right_key", Text, index=True),
    Column("claim_id", Integer, ForeignKey("claim.id"), index=True),
    Column("property", Text, nullable=False, default=""),
    Column("verdict", Text, nullable=False),  # same, different, unsure; withhold, release, sign-off
    Column("score", Integer),  # 0..100 where a rule or a score decided; empty for a person
    Column("why", Text, nullable=False),
    Column("audience", SmallInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),  # a rule's, when what it read was taken back
)  # fmt: skip

# Derived from decisions and undone runs: what no projection may show. An empty property hides the claim,
# and so does UNSEEN (`graph/ledger/unseen.py`) while no run that stands makes it.
hidden = Table(
    "hidden", metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("property", Text, primary_key=True),
)  # fmt: skip

# What equal workplaces share, so that a new row finds its like among a million.
match_mark = Table(
    "match_mark", metadata,
    Column("key", Integer, ForeignKey("key.ord"), primary_key=True),
    Column("mark", Text, primary_key=True, index=True),
    Column("country", Integer),
    Column("audience", SmallInteger, nullable=False),
)  # fmt: skip

# What workplaces that may be one share: marks of their wordings (`graph/resolution/blocks.py`).
match_block = Table(
    "match_block", metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Integer, ForeignKey("key.ord"), primary_key=True, autoincrement=False, index=True),
    Column("country", Integer),
    sqlite_with_rowid=False,
)  # fmt: skip

# Pairs of workplaces that wait for a person. What was decided on a pair is in `decision` alone.
review = Table(
    "review", metadata,
    Column("left_key", Text, primary_key=True),
    Column("right_key", Text, primary_key=True, index=True),
    Column("score", Integer, nullable=False),  # 0..100
    Column("parts", Text, nullable=False),  # JSON list of sentences
    Column("audience", SmallInteger, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

# How a person read a layout that no source knows (`importers/mapping.py`), by its headings.
column_map = Table(
    "column_map", metadata,
    Column("headings", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("columns", Text, nullable=False),  # JSON: a source's column to a heading
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

# Given anew at every import. SQLite's INTEGER has eight bytes and is the row's own number, so it stays.
_long = BigInteger().with_variant(Integer, "sqlite")

touched = Table(
    "touched", metadata,
    Column("seq", _long, primary_key=True, autoincrement=False),
    Column("claim_id", Integer),
    Column("key_ord", Integer),
)  # fmt: skip

assign = Table(
    "assign", metadata,
    Column("audience", SmallInteger, primary_key=True),
    Column("key", Integer, primary_key=True),
    Column("thing_id", Text, nullable=False),
    Index(None, "audience", "thing_id"),
)  # fmt: skip

dirty = Table(
    "dirty", metadata,
    Column("seq", _long, primary_key=True, autoincrement=False),
    Column("audience", SmallInteger, nullable=False),
    Column("from_id", Text, nullable=False),
    Column("kind", Text),
    Column("to_id", Text),
    Index(None, "audience", "seq"),
)  # fmt: skip

watermark = Table(
    "watermark", metadata,
    Column("follower", Text, primary_key=True),
    Column("audience", SmallInteger, primary_key=True),
    Column("seq", _long, nullable=False),
)  # fmt: skip

# The last number given in each numbered table, so that a number is never given twice, even after a prune.
counter = Table(
    "counter", metadata,
    Column("name", Text, primary_key=True),
    Column("last", _long, nullable=False),
)  # fmt: skip

# The search index (`graph/search/`): derived, one per audience, made again whenever its rules change.
# Prefixes are ranges of words, so words sort by code point everywhere.
_by_code_point = Text().with_variant(Text(collation="C"), "postgresql")

search_entry = Table(
    "search_entry", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("audience", SmallInteger, nullable=False),
    Column("thing_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("other_names", Text, nullable=False),  # JSON list
    Column("ids", Text, nullable=False),  # JSON: property to value
    Column("country", Text),  # ISO 3166-1 alpha-2
    Column("zone_id", Text),
    Column("zone", Text),
    Column("address", Text),
    Column("disclosed", Boolean, nullable=False),
    Column("weight", SmallInteger, nullable=False),  # 0..15, by the number of its buyers and suppliers
    Column("buyers", Text, nullable=False, server_default="[]"),  # JSON list of their ids
    Column("buys", Boolean, nullable=False, server_default=false()),
    Column("folded", _by_code_point, nullable=False),  # its name's folded words
    UniqueConstraint("audience", "thing_id"),
    Index(None, "audience", "folded"),
    Index(None, "audience", "zone_id"),
)  # fmt: skip

search_word = Table(
    "search_word", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("audience", SmallInteger, nullable=False),
    Column("word", _by_code_point, nullable=False),
    Column("entries", Integer, nullable=False),  # how many hold it
    UniqueConstraint("audience", "word"),
)  # fmt: skip

# `place` orders an entry among those that hold the word: its field first, then its weight.
search_posting = Table(
    "search_posting", metadata,
    Column("word", Integer, primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("entry", Integer, primary_key=True),
    Index(None, "entry", "word"),
    sqlite_with_rowid=False,
)  # fmt: skip

# What is left of a word when a letter is dropped: how a mistyped word finds its like.
search_piece = Table(
    "search_piece", metadata,
    Column("audience", SmallInteger, primary_key=True),
    Column("piece", Text, primary_key=True),
    Column("word", Integer, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
