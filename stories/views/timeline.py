"""Timeline entries in → days with headings, lanes and how each date was found. Words and order only, no queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.models import Source, TimeExpression, TimelineEntry, TimelineEvidence
from stories.templatetags.reading import laut

Lane = TimelineEntry.Lane
CSS = {Lane.HAPPENED: "happened", Lane.PLANNED: "plan", Lane.UNDATED: "open", Lane.DISPUTED: "alert"}
PARTS: dict[str, str | Promise] = {
    "MO": gettext_lazy("morgens"), "MI": gettext_lazy("mittags"), "AF": gettext_lazy("nachmittags"),
    "EV": gettext_lazy("abends"), "NI": gettext_lazy("nachts"), "DT": gettext_lazy("tagsüber"),
}  # fmt: skip
PRECISIONS: dict[str, str | Promise] = {
    "day": gettext_lazy("auf den Tag genau"), "week": gettext_lazy("nur die Woche"),
    "month": gettext_lazy("nur der Monat"), "quarter": gettext_lazy("nur das Quartal"),
    "season": gettext_lazy("nur die Jahreszeit"), "year": gettext_lazy("nur das Jahr"),
}  # fmt: skip
ANCHORS: dict[str, str | Promise] = {
    "text": gettext_lazy("steht im Text"), "previous": gettext_lazy("Tag in einem Satz davor"),
    "heading": gettext_lazy("Tag in der Ortszeile"),
}  # fmt: skip
UNDATED_PLAN = "plan"  # the merge stage's note: announced by several sources, dated by none
NOTES: dict[str, str | Promise] = {
    "clash": gettext_lazy("Die Quellen nennen verschiedene Tage."),
    "statement-only": gettext_lazy("Datiert ist die Äußerung. Wann das Ereignis war, steht nicht im Text."),
    "year-from-story": gettext_lazy("Das Jahr nennt nur ein anderer Bericht dieser Geschichte."),
}


@dataclass(frozen=True)
class Found:
    """How one time expression became a day."""

    words: str
    source: Source
    anchor: str
    rule: str
    year_inferred: bool
    result: str


@dataclass(frozen=True)
class Shown:
    """One entry as the page shows it."""

    entry: TimelineEntry
    css: str
    lane: str
    notes: tuple[str, ...]
    remark: str
    evidence: tuple[TimelineEvidence, ...]
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Day:
    """All entries under one date heading."""

    label: str
    rest: str
    iso: str
    css: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Timeline:
    """What was reported, what was announced after the last report or has no day, and what lies far back."""

    reported: list[Day] = field(default_factory=list)
    ahead: list[Day] = field(default_factory=list)
    background: list[Day] = field(default_factory=list)
    last_report: datetime | None = None

    @property
    def size(self) -> int:
        return sum(len(day.shown) for day in [*self.reported, *self.ahead, *self.background])


def arrange(entries: Iterable[TimelineEntry], last_report: datetime | None, sources: int) -> Timeline:
    """Entries keep the order the merge stage gave them; one whose every report was withdrawn is not shown."""
    shown = [show(entry, sources) for entry in entries]
    shown = [one for one in shown if one.evidence]
    last = timezone.localdate(last_report) if last_report else None
    near = [one for one in shown if not one.entry.background]
    return Timeline(
        reported=list(days(one for one in near if not is_ahead(one.entry, last))),
        ahead=list(days(one for one in near if is_ahead(one.entry, last))),
        background=list(days(one for one in shown if one.entry.background)),
        last_report=last_report,
    )


def is_ahead(entry: TimelineEntry, last: date | None) -> bool:
    return entry.begin is None or bool(last and entry.begin > last)


def days(shown: Iterable[Shown]) -> Iterator[Day]:
    for _key, group in groupby(shown, key=lambda one: (one.entry.date, one.entry.begin, one.entry.end)):
        entries = tuple(group)
        first = entries[0].entry
        label, rest, iso = heading(first)
        css = {"plan": "tl__day--plan", "open": "tl__day--open"}.get(entries[0].css, "")
        yield Day(label, rest, iso, "tl__day--open" if first.begin is None else css, entries)


def heading(entry: TimelineEntry) -> tuple[str, str, str]:
    """What stands in the margin: bold day, the rest, machine-readable value."""
    begin, end, value = entry.begin, entry.end or entry.begin, entry.date or ""
    if begin is None or end is None:
        return _("Ohne Datum"), _("kein Tag im Text"), ""
    if entry.precision == "year":
        return str(begin.year), _("ganzes Jahr"), value
    if entry.precision == "month":
        return format_date(begin, "F"), str(begin.year), value
    if begin == end:
        return format_date(begin, _("j. N")), format_date(begin, _("Y, l")), begin.isoformat()
    span = f"{format_date(begin, _('j. N'))} – {format_date(end, _('j. N'))}"
    return span, format_date(end, "Y"), value if entry.precision == "week" else begin.isoformat()


def show(entry: TimelineEntry, sources: int) -> Shown:
    evidence = tuple(entry.evidence.all())
    css = CSS[Lane(entry.lane)]
    is_statement = entry.kind == "statement" and entry.lane == Lane.HAPPENED
    return Shown(
        entry=entry,
        css="say" if is_statement else "plan" if entry.note == UNDATED_PLAN else css,
        lane=_("Äußerung") if is_statement else lane_words(entry),
        notes=tuple(notes(entry, evidence, sources)),
        remark=str(NOTES.get(entry.note, "")),
        evidence=evidence,
        found=tuple(found(one) for one in evidence if one.time is not None),
    )


def lane_words(entry: TimelineEntry) -> str:
    if entry.note == UNDATED_PLAN or (entry.lane == Lane.PLANNED and entry.begin is None):
        return _("Geplant, ohne Datum")
    return str(Lane(entry.lane).label)


def notes(entry: TimelineEntry, evidence: tuple[TimelineEvidence, ...], sources: int) -> Iterator[str]:
    if entry.begin is not None:
        yield precision_words(entry)
    if entry.year_inferred:
        yield _("Jahr ergänzt")
    speakers = {laut(one.sentence) for one in evidence if one.sentence.speaker}
    if len(speakers) == 1:
        yield speakers.pop()
    marks = {one.sentence.article.source.mark for one in evidence}
    if len(marks) == 1 and sources > 1:
        yield _("nur bei %(mark)s") % {"mark": marks.pop()}


def precision_words(entry: TimelineEntry) -> str:
    part = entry.part.removeprefix("T")
    if part in PARTS:
        return _("Tag und Tageszeit: %(part)s") % {"part": PARTS[part]}
    if part:
        return _("mit Uhrzeit: %(time)s") % {"time": part}
    if entry.begin != entry.end and entry.precision == "day":
        return _("Zeitraum")
    return str(PRECISIONS.get(entry.precision, ""))


def found(evidence: TimelineEvidence) -> Found:
    time, sentence = evidence.time, evidence.sentence
    assert time is not None  # noqa: S101  (the caller chose evidence with a time)
    words = sentence.text[time.start - sentence.start : time.end - sentence.start]  # type: ignore[attr-defined]
    source = sentence.article.source
    return Found(words, source, anchor_words(time, source), time.rule, time.year_inferred, result_words(time))


def anchor_words(time: TimeExpression, source: Source) -> str:
    day = format_date(time.anchor_day, _("D, j. N Y")) if time.anchor_day else ""
    if time.anchor == "published":
        return _("Erscheinen von %(mark)s, %(day)s") % {"mark": source.mark, "day": day}
    words = str(ANCHORS.get(time.anchor, ""))
    return f"{words}, {day}" if words and day and time.anchor != "text" else words


def result_words(time: TimeExpression) -> str:
    if time.begin is None:
        return ""
    form = _("D, j. N Y")
    begin = format_date(time.begin, form)
    return begin if time.end_day in {None, time.begin} else f"{begin} – {format_date(time.end_day, form)}"
