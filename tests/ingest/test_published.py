"""The time of publication: understood with its zone, or asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.published import parse_published
from stories.ingest.types import IngestError

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_time_with_its_offset_is_exact() -> None:
    found = parse_published("2016-11-15T09:00+01:00", BERLIN)
    assert (found.at, found.precision) == (datetime(2016, 11, 15, 8, tzinfo=UTC), "minute")


@pytest.mark.parametrize("stated", ["2016-11-15", "15.11.2016", "15. 11. 2016"])
def test_a_day_alone_is_kept_as_a_day_and_counted_as_noon(stated: str) -> None:
    found = parse_published(stated, BERLIN)
    assert (found.at, found.precision) == (datetime(2016, 11, 15, 12, tzinfo=BERLIN), "day")


def test_mail_and_feed_dates_are_understood() -> None:
    assert parse_published("Tue, 15 Nov 2016 09:00:00 +0100", BERLIN).at.utcoffset() == timedelta(hours=1)


def test_a_time_without_zone_is_a_question_with_a_proposal() -> None:
    with pytest.raises(IngestError, match=r"Vorschlag: 2016-11-15T09:00\+01:00 \(Europe/Berlin\)"):
        parse_published("2016-11-15T09:00", BERLIN)


def test_a_missing_time_is_a_question_with_a_proposal() -> None:
    with pytest.raises(IngestError, match=r"fehlt.*--published 20"):
        parse_published("", BERLIN)


@pytest.mark.parametrize(
    "stated", ["2016-02-31", "31.02.2016", "gestern", "99999-01-01", "0001-01-01T00:00+14:00", "0900-01-01"]
)
def test_an_impossible_time_is_refused(stated: str) -> None:
    with pytest.raises(IngestError):
        parse_published(stated, BERLIN)


@given(st.text(max_size=40))
def test_any_text_is_understood_or_refused(stated: str) -> None:
    try:
        assert parse_published(stated, BERLIN).at.tzinfo is not None
    except IngestError as error:
        assert str(error)
