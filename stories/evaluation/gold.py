"""A folder of labelled stories in, their Reports with hand-made annotations out.

The folder holds articles.jsonl, statements.jsonl, entities.jsonl, times.jsonl, clusters.json and
origins.json. Reports made from hand-made annotations measure the story stages alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from stories.evidence import Report
from stories.nlp.types import Form, Mention, Sentence, TimeExpression

Row = dict[str, Any]
_FORMS: dict[str, Form] = {"compound": "part", "derived": "derived", "nominal": "role"}
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def load_reports(folder: Path) -> dict[str, tuple[Report, ...]]:
    """The reports of every labelled story; articles labelled ``ignore`` are left out."""
    stories: dict[str, list[Report]] = {}
    articles, statements, entities, times = (
        {row["id"]: row for row in read_lines(folder / f"{name}.jsonl")}
        for name in ("articles", "statements", "entities", "times")
    )
    copies = _copies(folder)
    for article, story in read_json(folder / "clusters.json").items():
        if story != "ignore":
            parts = (statements[article], entities[article], times[article])
            stories.setdefault(story, []).append(report(articles[article], *parts, origin=copies.get(article, "")))
    return {story: tuple(reports) for story, reports in sorted(stories.items())}


def report(article: Row, statements: Row, entities: Row, times: Row, *, origin: str = "") -> Report:
    """One Report from the rows of the four files."""
    return Report(
        article=article["id"],
        source=article["source"],
        title=article["title"],
        text=article["text"],
        published=datetime.fromisoformat(article["published"]),
        sentences=tuple(_sentence(row, article["text"]) for row in statements["statements"]),
        names=tuple(_mention(row) for row in entities["mentions"]),
        times=tuple(time_expression(row) for row in times["timexes"]),
        origin=origin,
    )


def read_lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.strip()]


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _copies(folder: Path) -> dict[str, str]:
    groups: Iterable[list[Row]] = read_json(folder / "origins.json").values()
    copies = [row for rows in groups for row in rows if row["kind"] == "near-copy"]
    return {article: row["origin"] for row in copies for article in row["articles"]}


def _sentence(row: Row, text: str) -> Sentence:
    return Sentence(
        start=row["start"],
        end=row["end"],
        paragraph=text.count("\n", 0, row["start"]),
        kind=row["kind"],
        speaker=row["speaker"],
        chain=tuple(row.get("chain") or ()),
    )


def _mention(row: Row) -> Mention:
    form = _FORMS.get(row["form"], "name")
    return Mention(start=row["start"], end=row["end"], label=row["label"], name=row["name"], form=form)


def time_expression(row: Row) -> TimeExpression:
    """A labelled expression with the days its TIMEX3 value covers."""
    begin, end = days_of(row["value"]) if row["type"] in ("DATE", "TIME") else (None, None)
    return TimeExpression(
        start=row["start"],
        end=row["end"],
        type=row["type"],
        value=row["value"],
        mod=row.get("mod") or "",
        begin=begin,
        end_day=end,
    )


def days_of(value: str) -> tuple[date | None, date | None]:
    """First and last day of a TIMEX3 value; (None, None) for one that names no day."""
    year, _, rest = value.split("T")[0].partition("-")
    if not (year.isdigit() and len(year) in (3, 4)):
        return None, None
    if len(year) == 3:
        return date(int(year) * 10, 1, 1), date(int(year) * 10 + 9, 12, 31)
    return _days_in_year(int(year), rest)


def _days_in_year(year: int, rest: str) -> tuple[date | None, date | None]:
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if rest in _SEASONS:
        return _months(year, *_SEASONS[rest])
    if rest[0] in "HQ":
        length = 6 if rest[0] == "H" else 3
        return _months(year, (int(rest[1]) - 1) * length + 1, int(rest[1]) * length)
    if rest[0] == "W":
        monday = date.fromisocalendar(year, int(rest[1:3]), 1)
        return (
            (monday + timedelta(5), monday + timedelta(6)) if rest.endswith("WE") else (monday, monday + timedelta(6))
        )
    month, _, day = rest.partition("-")
    if day:
        return date(year, int(month), int(day)), date(year, int(month), int(day))
    return _months(year, int(month), int(month))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return _month_start(year, first), _month_start(year, last + 1) - timedelta(1)


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
