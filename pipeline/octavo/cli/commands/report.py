"""``octavo report``: what has been made, as a table, as CSV, as JSON or as a page. Floor 5."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.cli.terminal.tables import aligned
from octavo.errors import SeedError, UsageError
from octavo.publishing.questions.report import Totals, lines, totals
from octavo.publishing.results.manifest import Row
from octavo.shelf import find
from octavo.text.numerals import counted

_COLUMNS = ("slug", "state", "words", "pages", "seconds", "notices", "bytes", "lang", "title", "seed", "errors")
_IN_TABLE = ("publication", "state", "words", "pages", "seconds", "notices", "KB")
_RISKY = ("=", "+", "-", "@")

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Publications</title>
<style>
body {{ font: 1rem/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top }}
.n {{ font-variant-numeric: tabular-nums; text-align: right }}
.failed, .partly {{ color: #b00 }}
</style>
<h1>Publications</h1>
<p>{summary}</p>
<table>
<thead><tr><th scope="col">Publication<th scope="col">State<th scope="col" class="n">Words
<th scope="col" class="n">Pages
<th scope="col" class="n">Seconds<th scope="col" class="n">Notices<th scope="col">Files</thead>
<tbody>
{rows}
</tbody>
</table>
</html>
"""


def run(chosen: Chosen, report: Report) -> int:
    """Print the report; the exit code is 0 whatever it says, for it says what other commands have found."""
    chosen = located(chosen)
    forms = [name for name in ("csv", "html") if chosen.extra.get(name)] + ["json"] * chosen.json
    if len(forms) > 1:
        raise UsageError(f"a report has one form, not {' and '.join(forms)}", hint="choose one of them")
    try:
        seeds = find(chosen.folder, (), load_settings(chosen).limits, chosen.out)[0]
    except SeedError:
        seeds = ()  # results without their seeds are told all the same
    rows = list(lines(Path(chosen.out), seeds))
    sums = totals(rows)
    if forms == ["csv"]:
        report.result(_csv(rows).rstrip("\n"))
    elif forms == ["html"]:
        report.result(_html(rows, sums).rstrip("\n"))
    else:
        for line in aligned([_IN_TABLE, *map(_cells, rows)]) if rows else ():
            report.result(one_line(line))
        report.say(_summary(sums))
    report.data({"report": [dict(zip(_COLUMNS, _values(row), strict=True)) for row in rows]} if chosen.json else {})
    return 0


def _values(row: Row) -> list[object]:
    return [getattr(row, name) for name in _COLUMNS]


def _cells(row: Row) -> tuple[str, ...]:
    seconds = f"{row.seconds:.1f}" if row.seconds else ""
    numbers = (str(row.words or ""), str(row.pages or ""), seconds, str(row.notices or ""))
    return (row.slug, row.state, *numbers, f"{row.bytes / 1000:.0f}" if row.bytes else "")


def _summary(sums: Totals) -> str:
    states = ", ".join(f"{count} {state}" for state, count in sums.states.items())
    told = counted(sums.publications, "publication") + (f" ({states})" if states else "")
    return f"{told}: {sums.words:,} words, {sums.pages:,} pages, {sums.bytes / 1e6:,.1f} MB, {sums.seconds:,.0f} s"


def _csv(rows: Sequence[Row]) -> str:
    """Rows as CSV. A spreadsheet takes what begins like a formula for one, so such a text gets a sign before it."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(_COLUMNS)
    for row in rows:
        told = [one_line(value) if isinstance(value, str) else value for value in _values(row)]
        table.writerow(
            [f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value for value in told]
        )
    return stream.getvalue()


def _html(rows: Sequence[Row], sums: Totals) -> str:
    told = []
    for row in rows:
        name, numbers = html.escape(one_line(row.title or row.slug)), _cells(row)[2:6]
        state = html.escape(row.state) + (f"<br>{html.escape(one_line(row.errors))}" if row.errors else "")
        cells = "".join(f'<td class="n">{number}' for number in numbers)
        told.append(f'<tr><td>{name}<td class="{row.state.replace(" ", "-")}">{state}{cells}<td>{_links(row)}')
    return _PAGE.format(summary=html.escape(_summary(sums)), rows="\n".join(told))


def _links(row: Row) -> str:
    """Links to the editions, for a page that lies in the folder of results."""
    try:
        files = json.loads(row.editions)
    except ValueError:
        return ""
    named = sorted(files.items()) if isinstance(files, dict) else []
    return " ".join(
        f'<a href="{html.escape(quote(f"{row.slug}/{file}"))}">{html.escape(one_line(str(name)))}</a>'
        for name, file in named
    )
