"""Reports for tests from marked-up text: one sentence a line.

``[Montag=2016-11-14]`` marks a time expression with its TIMEX3 value, ``{Putin=PER Wladimir Putin}``
a name, ``Polizei: …`` before ``|`` a speaker: ``Polizei|Das Feuer sei gelöscht.``
"""

from __future__ import annotations

import random
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from stories.evaluation.gold import days_of
from stories.evidence import Place, Report
from stories.nlp.types import Mention, Sentence, TimeExpression

BERLIN = ZoneInfo("Europe/Berlin")
PUBLISHED = datetime(2024, 3, 14, 9, tzinfo=BERLIN)
_MARK = re.compile(r"\[([^=\]]+)=([^\]]+)\]|\{([^=}]+)=(PER|LOC|ORG|MISC) ([^}]+)\}")


def report(
    article: str,
    marked: str,
    *,
    source: str = "",
    title: str = "",
    origin: str = "",
    published: datetime | None = PUBLISHED,
) -> Report:
    """A Report of one sentence a line; a line in capitals is a subhead."""
    text, sentences, names, times = "", [], [], []
    for line in marked.strip().splitlines():
        speaker, _, said = line.strip().rpartition("|")
        start = len(text)
        text, found_names, found_times = _read(said, text)
        names += found_names
        times += found_times
        kind = "nonsentence" if said.isupper() else "reported-cue" if speaker else "own"
        sentences.append(Sentence(start=start, end=len(text), kind=kind, speaker=speaker or None))
        text += "\n"
    return Report(
        article=article,
        source=source or f"Quelle {article}",
        title=title,
        text=text,
        published=published,
        sentences=tuple(sentences),
        names=tuple(names),
        times=tuple(times),
        origin=origin,
    )


def _read(marked: str, text: str) -> tuple[str, list[Mention], list[TimeExpression]]:
    names: list[Mention] = []
    times: list[TimeExpression] = []
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        start, words = len(text), mark.group(1) or mark.group(3)
        text += words
        if mark.group(1):
            times.append(_time(start, len(text), mark.group(2)))
        else:
            names.append(Mention(start=start, end=len(text), label=mark.group(4), name=mark.group(5)))
        position = mark.end()
    return text + marked[position:], names, times


def _time(start: int, end: int, value: str) -> TimeExpression:
    kind = "DURATION" if value.startswith("P") else "DATE"
    begin, last = days_of(value)
    return TimeExpression(start=start, end=end, type=kind, value=value, begin=begin, end_day=last)


def said(reports: tuple[Report, ...], place: Place) -> str:
    """The words at a place."""
    return next(one.text[place.start : place.end] for one in reports if one.article == place.article)


def generated(articles: int, *, facts: int = 60, sentences: int = 20, seed: int = 1) -> tuple[Report, ...]:
    """A story of many articles that draw on the same facts in varying words."""
    chance = random.Random(seed)  # noqa: S311
    words = ["".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(3000)]
    pool = [[word.capitalize() for word in chance.sample(words, 10)] for _ in range(facts)]
    days = [f"2024-03-{day:02d}" for day in range(1, 29)]
    rows = []
    for number in range(articles):
        lines = [_line(chance, pool[fact], words, days[fact % 28]) for fact in chance.sample(range(facts), sentences)]
        rows.append(report(f"g{number:04d}", "\n".join(lines)))
    return tuple(rows)


def _line(chance: random.Random, fact: list[str], words: list[str], day: str) -> str:
    own = chance.sample(words, 3)
    body = chance.sample(fact, 7) + own
    return (
        f"In {{Musterstadt=LOC Musterstadt}} am [Tag={day}] " + " ".join(body) + f" {chance.randint(2, 900)} Personen."
    )
