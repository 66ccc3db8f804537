"""How a command ends when something goes wrong that nobody foresaw, and what it keeps off a terminal."""

import json
import re

import click
import pytest
from click.testing import CliRunner, Result

from app.cli.group import Commands
from app.cli.output import plain, table
from graph.errors import NotOneError


class _Breaking(Commands):
    """A group whose every command breaks."""

    error: Exception = KeyError("lost")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        def broken(as_json: bool) -> None:
            raise self.error

        return click.command(cmd_name)(click.option("--json", "as_json", is_flag=True)(broken))


def _run(*args: str, error: Exception | None = None, debug: str | None = None) -> Result:
    group = _Breaking("linkwork")
    group.error = error or group.error
    return CliRunner().invoke(group, ["find", *args], env={"LINKWORK_DEBUG": debug})


def test_fault_is_one_sentence_with_code_one() -> None:
    result = _run()
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.sub(r"line \d+", "line N", result.stderr) == (
        "linkwork: A fault in Linkwork, not in what you gave it (KeyError: 'lost', app/cli/group.py line N):"
        " please report this line as CONTRIBUTING.md says under “Reporting a fault”; LINKWORK_DEBUG=1 shows"
        " more.\n"
    )


def test_fault_as_json() -> None:
    result = _run("--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, found["code"]) == (1, "", 1)
    assert "KeyError" in found["error"]


def test_debugging_shows_the_traceback() -> None:
    assert isinstance(_run(debug="1").exception, KeyError)


def test_choices_come_in_words_and_json() -> None:
    error = NotOneError("Several fit:", (("WP-1", "One"), ("WP-2", "Two")))
    text, as_json = _run(error=error), _run("--json", error=error)
    assert (text.exit_code, text.stderr) == (3, "linkwork: Several fit:\n  WP-1  One\n  WP-2  Two\n")
    assert json.loads(as_json.stdout) == {
        "error": "Several fit:", "code": 3,
        "choices": [{"id": "WP-1", "name": "One"}, {"id": "WP-2", "name": "Two"}],
    }  # fmt: skip


def test_wrong_option_as_json() -> None:
    result = _run("--json", "--no-such-thing")
    assert (result.exit_code, result.stderr) == (2, "")
    assert json.loads(result.stdout) == {"error": "No such option '--no-such-thing'.", "code": 2}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[2Jgone", "[2Jgone"),
        ("left\u202eright", "leftright"),
        ("a\rb\x07", "ab"),
        ("ក្រុមហ៊ុន កាត់ដេរ", "ក្រុមហ៊ុន កាត់ដេរ"),
        ("tab\tline\n", "tab\tline\n"),
    ],
)
def test_names_cannot_move_the_cursor(given: str, shown: str) -> None:
    assert plain(given) == shown


def test_columns_line_up_in_every_script() -> None:
    rows = [("深圳", 1, None), ("Dhaka", 2.5, ["a", "b"])]
    assert list(table(("name", "n", "also"), rows)) == [
        "name   n    also",
        "-----  ---  ----",
        "深圳   1",
        "Dhaka  2.5  a, b",
    ]
