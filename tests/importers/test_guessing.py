"""What the columns of an unknown layout seem to hold is said, and nothing is read by it."""

from pathlib import Path

import pytest

from graph.errors import LayoutError
from importers.guessing import guessed, values_of
from importers.reading import open_file
from importers.recognising import recognise
from importers.sources import source_named

ROWS = (
    '1,"Plot 12, Road 3, Dhaka EPZ, Savar",Universal Jeans Ltd.,Bangladesch,23.9481,90.2767\n'
    '2,"No.5 Cengyao Industrial Estate, Shenzhen",Regina Miracle Intimate Apparel,China,22.7489,113.9358\n'
)


def written(path: Path, header: str, rows: str = ROWS) -> Path:
    path.write_text(f"{header}\n{rows}", "utf-8")
    return path


def test_columns_are_guessed_by_their_values(tmp_path: Path) -> None:
    (table,) = open_file(written(tmp_path / "a.csv", "Nr,Wo,Wer,Staat,x,y")).tables()

    assert guessed(values_of(table), source_named("supplier_list"), {}) == {
        "country": "Staat", "lat": "x", "lng": "y", "address": "Wo", "name": "Wer",
    }  # fmt: skip
    known = {"address": "Wo", "lat": "x", "lng": "y"}
    assert guessed(values_of(table), source_named("supplier_list"), known) == {
        "country": "Staat",
        "name": "Wer",
    }


@pytest.mark.parametrize("address", [
    "Hauptstraße 5, Chemnitz", "Bahnhofstr. 6, Leipzig", "Kerkstraat 9, Tilburg", "Industrieweg 3, Gent",
])  # fmt: skip
def test_street_within_a_word_is_an_address(tmp_path: Path, address: str) -> None:
    (table,) = open_file(written(tmp_path / "a.csv", "Wer,Wo", f'Werk Eins,"{address}"\n')).tables()

    assert guessed(values_of(table), source_named("supplier_list"), {}) == {"address": "Wo"}


def test_unknown_layout_is_told_what_may_read_it(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        recognise(open_file(written(tmp_path / "a.csv", "Nr,Wo genau,Wer,Staat,x,y")))
    assert str(caught.value).endswith(
        "or name the source with --source. A supplier list needs a name, and an address, a city or a country;"
        " by what the columns hold it may be read with --map country=Staat --map lat=x --map lng=y"
        " --map 'address=Wo genau' --map name=Wer: these are guesses, look at them with --dry-run."
    )


def test_addresses_under_an_unknown_heading_stop(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        recognise(open_file(written(tmp_path / "a.csv", "Nr,Wo,Factory,Country,lat,lng")))
    assert "supplier_list lacks a heading of addresses that it knows ('Wo' seems to hold them)" in str(
        caught.value
    )
    assert "may be read with --map address=Wo: these are guesses" in str(caught.value)


def test_country_of_all_rows_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        recognise(
            open_file(written(tmp_path / "a.csv", "Betrieb X,Nr", "Universal Jeans Ltd,1\nAlpha Co,2\n"))
        )
    assert (
        """--map 'name=Betrieb X' and, of all rows, --map 'country="Bangladesh"' or another: these"""
        in str(caught.value)
    )


def test_plain_columns_are_not_guessed(tmp_path: Path) -> None:
    (table,) = open_file(
        written(tmp_path / "a.csv", "Good,Colour,Price", "Cotton,red,1.5\nSilk,blue,2.5\n")
    ).tables()

    assert guessed(values_of(table), source_named("supplier_list"), {}) == {}
