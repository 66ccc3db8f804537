"""The same pairs told by nomenklatura (OpenSanctions) and by dedupe (trained on half A), each as it is meant.

nomenklatura's threshold for joining without asking is 0.96 in its own tools; dedupe's default is 0.5, and
Open Supply Hub joins from 0.8. Neither is a dependency of Linkwork: `pip install -r bench/requirements.txt`.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import dedupe
from followthemoney import model
from nomenklatura.matching import EntityResolveRegression, LogicV2

from bench.matching.__main__ import Labelled, measures
from graph.resolution.score import Place

Telling = Callable[[Sequence[Labelled]], list[float]]


def others(test: Sequence[Labelled], training: Sequence[Labelled]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each tool's name and its measures on `test`; only dedupe learns from `training`."""
    for algorithm, threshold, sure in ((LogicV2, 0.7, 0.96), (EntityResolveRegression, 0.5, 0.96)):
        scores = _nomenklatura(algorithm)
        yield f"nomenklatura {algorithm.NAME}", _measured(test, scores, threshold, sure)
    yield "dedupe", _measured(test, _dedupe(training), 0.5, 0.8)


def _measured(
    pairs: Sequence[Labelled],
    told: Callable[[Sequence[Labelled]], list[float]],
    threshold: float,
    sure: float,
) -> dict[str, Any]:
    start = time.perf_counter()
    scores = told(pairs)
    seconds = time.perf_counter() - start
    found = measures([pair.same for pair in pairs], scores, threshold)
    wrong = sum(score >= sure and not pair.same for score, pair in zip(scores, pairs, strict=True))
    return {
        "pairs": len(pairs), "threshold": threshold, **found, "wrong_merges": wrong,
        "pairs_per_second": round(len(pairs) / seconds),
    }  # fmt: skip


def _nomenklatura(algorithm: Any) -> Telling:
    config = algorithm.default_config()
    return lambda pairs: [
        algorithm.compare(_entity(f"{n} a", pair.left), _entity(f"{n} b", pair.right), config).score
        for n, pair in enumerate(pairs)
    ]


def _entity(id_: str, place: Place) -> Any:
    """Every entity has an id of its own: nomenklatura remembers what it read of one by its id."""
    properties = {"name": [place.name], "address": [place.address], "country": [place.country.lower()]}
    given = {key: values for key, values in properties.items() if values[0]}
    return model.get_proxy({"id": id_, "schema": "Company", "properties": given})


def _dedupe(training: Sequence[Labelled]) -> Telling:
    """Its comparators and its classifier; pairs are given, so its blocking is not needed."""
    matcher = dedupe.Dedupe([
        dedupe.variables.String("name"), dedupe.variables.String("address", has_missing=True),
        dedupe.variables.Exact("country", has_missing=True),
    ], num_cores=1)  # fmt: skip

    def features(pairs: Sequence[Labelled]) -> Any:
        return matcher.data_model.distances([(_record(pair.left), _record(pair.right)) for pair in pairs])

    matcher.classifier.fit(features(training), [int(pair.same) for pair in training])
    return lambda pairs: [float(row[-1]) for row in matcher.classifier.predict_proba(features(pairs))]


def _record(place: Place) -> dict[str, str | None]:
    return {
        "name": place.name.lower() or None, "address": place.address.lower() or None,
        "country": place.country or None,
    }  # fmt: skip
