"""A generated graph of the model and generated queries over it, the same for the same seed.

The graph has cycles, several kinds of links between one pair, and names in eight scripts; the queries
stay inside the linter's subset. What they are for: `test_differential.py`.
"""

import random
from collections.abc import Sequence

from graph.engines.base import Batch, LinkRow, NodeRow
from graph.model import LINKS

NAMES = (
    "Yesum Vina", "Đại Phát dệt nhuộm", "深圳市制衣厂", "দেশ গার্মেন্টস", "Фабрика Восток", "مصنع النسيج",
    "រោងចក្រកាត់ដេរ", "İstanbul Konfeksiyon", "ΚΛΩΣΤΉΡΙΟ ΟΔΌΣ", "தையல் ஆலை", "สิ่งทอไทย", "straße 🧵",
)  # fmt: skip
SIZES = {
    "Workplace": 24, "Organisation": 16, "Zone": 4, "Country": 4, "Product": 4, "Finding": 10,
    "Observation": 8, "Agreement": 3, "Regime": 2, "Sector": 2,
}  # fmt: skip
DENSITY = {
    "SUPPLIES": 120, "BRAND_OF": 24, "OWNED_BY": 24, "OPERATED_BY": 40, "IN_ZONE": 30, "IN_COUNTRY": 60,
    "MAKES": 60, "ABOUT": 70, "REPRESENTS": 40, "COVERS": 30, "SIGNED": 20, "PART_OF": 30, "EMPLOYS_AT": 30,
    "REGISTERED_IN": 24, "UNDER_REGIME": 30, "AFFILIATED_TO": 20,
}  # fmt: skip
TESTS = {
    "Workplace": ["{v}.lat > 20", "{v}.os_id IS NULL", "{v}.n_buyers >= 3", "{v}.name CONTAINS 'ல'",
                  "{v}.name < 'm'"],
    "Organisation": ["'brand' IN {v}.roles", "{v}.disclosed", "NOT {v}.disclosed", "{v}.lei IS NULL",
                     "toLower({v}.name) STARTS WITH 'y'"],
    "Zone": ["{v}.kind = 'unknown'", "{v}.area_ha > 50"],
    "Country": ["{v}.code < 'N'"],
    "Product": ["{v}.code STARTS WITH '6'"],
    "Finding": ["{v}.category = 'wages'", "{v}.people > 100", "{v}.date >= '2020'"],
    "Observation": ["{v}.value > 50", "{v}.year IN [2019, 2021]"],
    "Agreement": ["{v}.binding"],
    "SUPPLIES": ["{v}.confidence >= 2", "1 IN {v}.tiers", "{v}.until IS NULL", "{v}.share < 40"],
    "ABOUT": ["{v}.role = 'place'"],
    "OWNED_BY": ["{v}.share > 30"],
}  # fmt: skip
NUMBERS = {
    "Workplace": "lat", "Zone": "area_ha", "Finding": "people", "Observation": "value",
    "Organisation": "n_buyers",
}  # fmt: skip


def graph(seed: int) -> Batch:
    """The generated graph as one batch."""
    dice = random.Random(seed)
    nodes = [_node(dice, label, number) for label, size in SIZES.items() for number in range(size)]
    ids = {label: [row.id for row in nodes if row.label == label] for label in SIZES}
    links = {(row.start, row.kind, row.end): row for row in _links(dice, ids) if row.start != row.end}
    return Batch(seq=1, nodes=nodes, links=list(links.values()), reset=True)


def _node(dice: random.Random, label: str, number: int) -> NodeRow:
    some = {
        "Workplace": {"lat": dice.uniform(-40, 60), "os_id": f"OS{number}", "n_buyers": dice.randint(0, 6)},
        "Organisation": {"roles": sorted(dice.sample(["brand", "vendor", "fund", "union"], 2)),
                         "lei": f"L{number}",
                         "disclosed": dice.random() < 0.8, "n_buyers": dice.randint(0, 6)},
        "Zone": {"kind": dice.choice(["unknown", "free_zone"]), "area_ha": float(dice.randint(1, 100))},
        "Country": {"code": "BDKHVNTR"[number * 2 : number * 2 + 2]},
        "Product": {"code": f"6{number}" if number % 2 else f"2{number}"},
        "Finding": {"category": dice.choice(["wages", "hours"]), "people": dice.randint(1, 300),
                    "date": dice.choice(["2018", "2020-05", "2021-11-07"])},
        "Observation": {"value": dice.uniform(0, 100), "year": dice.choice([2019, 2020, 2021])},
        "Agreement": {"binding": dice.random() < 0.5},
    }.get(label, {})  # fmt: skip
    kept = {key: value for key, value in some.items() if dice.random() < 0.8}
    id = f"{label[:2].upper()}-{number:02}"  # noqa: A001
    return NodeRow(label, id, {"id": id, "name": f"{dice.choice(NAMES)} {dice.randint(1, 3)}", **kept})


def _links(dice: random.Random, ids: dict[str, list[str]]) -> list[LinkRow]:
    made = []
    for kind, size in DENSITY.items():
        for _ in range(size):
            starts = [label for label in LINKS[kind].starts if label in ids]
            ends = [label for label in LINKS[kind].ends if label in ids]
            start, end = dice.choice(starts), dice.choice(ends)
            made.append(_link(dice, (start, dice.choice(ids[start]), kind, end, dice.choice(ids[end]))))
            if kind in ("SUPPLIES", "BRAND_OF") and start == end == "Organisation" and dice.random() < 0.5:
                made.append(_link(dice, (end, made[-1].end, "OWNED_BY", start, made[-1].start)))
                made.append(_link(dice, (start, made[-2].start, "OWNED_BY", end, made[-2].end)))
    return made


def _link(dice: random.Random, ends: tuple[str, str, str, str, str]) -> LinkRow:
    some = {
        "SUPPLIES": {
            "tiers": sorted(dice.sample([1, 2, 3], 2)),
            "share": dice.uniform(0, 100),
            "until": "2019",
        },
        "ABOUT": {"role": dice.choice(["place", "subject"])},
        "OWNED_BY": {"share": dice.uniform(0, 100)},
    }.get(ends[2], {})
    kept = {key: value for key, value in some.items() if dice.random() < 0.6}
    return LinkRow(
        *ends, {"confidence": dice.randint(1, 3), "last_seen": dice.choice(["2018", "2021"]), **kept}
    )


def queries(seed: int, number: int) -> list[str]:
    """So many generated queries."""
    dice = random.Random(seed)
    return [_Writer(dice).query() for _ in range(number)]


class _Writer:
    """Writes one query: a chain of links, tests on it, and something to return."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.names: dict[str, str] = {}  # name of a node to its label
        self.tests: list[str] = []

    def query(self) -> str:
        shape = self.dice.random()
        head = self._ways() if shape < 0.1 else self._owners() if shape < 0.2 else self._chain("a", None)
        text = f"MATCH {head}{self._where()}"
        if self.dice.random() < 0.3:
            text += f" OPTIONAL MATCH {self._chain('o', self._any())}"
        return text + self._return()

    def _chain(self, prefix: str, start: str | None) -> str:
        label = (
            self.names[start] if start else self.dice.choice(["Workplace", "Organisation", "Zone", "Finding"])
        )
        name = start or f"{prefix}0"
        text = f"({name})" if start else f"({name}:{label})"
        self.names[name] = label
        for number in range(1, self.dice.choice([1, 1, 2, 2, 3]) + 1):
            text, label = self._step(text, label, f"{prefix}{number}")
        return text

    def _step(self, text: str, label: str, name: str) -> tuple[str, str]:
        kind, far, out = self.dice.choice(_steps(label))
        link = f"[{name}r:{kind}]" if name[0] == "a" else f"[:{kind}]"
        if name[0] == "a" and kind in TESTS and self.dice.random() < 0.4:
            self.tests.append(self.dice.choice(TESTS[kind]).format(v=f"{name}r"))
        either = self.dice.random() < 0.1
        left, right = ("-", "-") if either else ("-", "->") if out else ("<-", "-")
        self.names[name] = far
        return f"{text}{left}{link}{right}({name}:{far})", far

    def _owners(self) -> str:
        self.names |= {"a0": "Organisation", "a1": "Organisation"}
        least, most = self.dice.choice([(0, 3), (1, 2), (1, 3)])
        return f"{self._one('a0')}<-[:BRAND_OF|OWNED_BY*{least}..{most}]-(a1:Organisation)"

    def _ways(self) -> str:
        self.names |= {"a0": "Workplace", "a1": "Organisation"}
        ways = f"MATCH (a0)-[:SUPPLIES|OWNED_BY*1..{self.dice.choice([3, 4])}]-(a1)"
        return f"{self._one('a0')}, {self._one('a1')} {ways}"

    def _one(self, name: str) -> str:
        """One thing by its id."""
        label = self.names[name]
        return f"({name}:{label} {{id: '{label[:2].upper()}-{self.dice.randrange(SIZES[label]):02}'}})"

    def _where(self) -> str:
        for name, label in self.names.items():
            if label in TESTS and self.dice.random() < 0.25:
                self.tests.append(self.dice.choice(TESTS[label]).format(v=name))
        if self.dice.random() < 0.25:
            self.tests.append(self._counted())
        if len(self.names) > 2 and self.dice.random() < 0.2:
            self.tests.append("a0 <> a2" if self.names["a0"] == self.names.get("a2") else "a0.id < a1.id")
        return f" WHERE {' AND '.join(self.tests)}" if self.tests else ""

    def _counted(self) -> str:
        """A sub-pattern: COUNT of two links, or EXISTS of one."""
        start, inner = self._any(), _Writer(self.dice)
        inner.names = {start: self.names[start]}
        if self.dice.random() < 0.5:
            text, _ = inner._step(f"({start})", self.names[start], "e1")
            return f"{self.dice.choice(['', 'NOT '])}EXISTS {{ {text} }}"
        text, label = inner._step(f"({start})", self.names[start], "e1")
        text, _ = inner._step(text, label, "e2")
        return f"COUNT {{ {text} }} {self.dice.choice(['> 0', '= 0', '>= 2'])}"

    def _any(self) -> str:
        return self.dice.choice(sorted(self.names))

    def _return(self) -> str:
        x, y = self._any(), self._any()
        number = NUMBERS.get(self.names[y])
        near = f"OPTIONAL MATCH ({x})--(z) WITH DISTINCT z.id AS z ORDER BY z LIMIT 4 RETURN collect(z) AS zs"
        some = f"WITH {x} AS x, count(DISTINCT {y}.name) AS n WHERE n >= 1"
        ways = [
            f" RETURN count(*) AS n, count({x}) AS m",
            f" WITH DISTINCT {x} RETURN count({x}) AS n",
            f" RETURN {x}.id AS k, count(*) AS n, min({y}.id) AS least ORDER BY n DESC, k LIMIT 12",
            f" RETURN DISTINCT {x}.id AS k, {y}.name AS name, {y}.id AS j ORDER BY name, j, k LIMIT 25",
            f" {some} RETURN x.id AS k, n ORDER BY n DESC, k SKIP 1 LIMIT 9",
            f" WITH DISTINCT {x}.id AS k ORDER BY k LIMIT 30 RETURN collect(k) AS ks",
            f" WITH DISTINCT {x} CALL ({x}) {{ {near} }} RETURN {x} {{.id, .name}} AS it, zs ORDER BY it.id",
        ]
        if number:
            ways.append(
                f" RETURN {x}.id AS k, max({y}.{number}) AS most, count({y}.{number}) AS c ORDER BY k LIMIT 9"
            )
        return self.dice.choice(ways)


def _steps(label: str) -> Sequence[tuple[str, str, bool]]:
    """The links that a thing of this kind may have: kind, the other end's label, outwards?"""
    out = [(k, end, True) for k, t in LINKS.items() if label in t.starts for end in t.ends if end in SIZES]
    back = [
        (k, start, False) for k, t in LINKS.items() if label in t.ends for start in t.starts if start in SIZES
    ]
    return [step for step in out + back if step[0] in DENSITY]
