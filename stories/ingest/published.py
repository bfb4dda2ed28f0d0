"""The stated time of publication in, an aware datetime and its precision out. A time without a zone is a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from stories.ingest.types import Question

NOON = time(12)  # a day alone is counted as noon, so that "heute" and "am Montag" mean that day in every zone nearby
EARLIEST, LATEST = 1600, 2200  # outside of it a year is a slip of the pen
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Published:
    at: datetime
    precision: str  # "minute" or "day"


def parse_published(stated: str, zone: ZoneInfo) -> Published:
    """Understand ISO 8601 with offset, RFC 2822, or a day alone; raise a Question with a proposal otherwise."""
    stated = stated.strip()
    if not stated:
        message = _(
            "Der Zeitpunkt der Veröffentlichung fehlt. Vorschlag: --published %(now)s oder nur der Tag, %(day)s."
        )
        now = datetime.now(zone).replace(second=0, microsecond=0)
        stated_now = now.isoformat(timespec="minutes")
        raise _question(message % {"now": stated_now, "day": now.date().isoformat()}, stated_now)
    day = _day(stated)
    found = Published(datetime.combine(day, NOON, zone), "day") if day else Published(_instant(stated, zone), "minute")
    if not EARLIEST <= found.at.year <= LATEST:
        raise _question(_("Das Jahr %(year)d kann nicht stimmen.") % {"year": found.at.year})
    return found


def _question(message: str, proposal: str = "") -> Question:
    return Question(message, field="published", proposal=proposal)


def _day(stated: str) -> date | None:
    if DAY.fullmatch(stated):
        return _checked(stated, *map(int, stated.split("-")))
    german = GERMAN_DAY.fullmatch(stated)
    return _checked(stated, *map(int, reversed(german.groups()))) if german else None


def _checked(stated: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _question(_("„%(stated)s“ ist kein Tag im Kalender.") % {"stated": stated}) from None


def _instant(stated: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(stated)
    except ValueError:
        at = _rfc2822(stated)
    if at.tzinfo is None:
        proposal = at.replace(tzinfo=zone).isoformat(timespec="minutes")
        message = _("Der Zeit „%(stated)s“ fehlt die Zeitzone. Vorschlag: %(proposal)s (%(zone)s).")
        raise _question(message % {"stated": stated, "proposal": proposal, "zone": zone.key}, proposal)
    try:
        at.astimezone(UTC)
    except OverflowError:
        raise _question(_("Das Jahr %(year)d kann nicht stimmen.") % {"year": at.year}) from None
    return at


def _rfc2822(stated: str) -> datetime:
    try:
        return parsedate_to_datetime(stated)
    except ValueError:
        message = _("„%(stated)s“ ist keine Zeit. Vorschlag: 2016-11-15T09:00+01:00 oder nur der Tag, 2016-11-15.")
        raise _question(message % {"stated": stated[:60]}) from None
