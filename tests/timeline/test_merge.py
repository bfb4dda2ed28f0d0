"""The merged timeline: dates, lanes, evidence and what must never be merged."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.evidence import Entry, Place, Report
from stories.timeline import DateCorrected, TimelineDecisions, merge
from tests.comparison.factory import BERLIN, report, said

VOTE = "Der Stadtrat von {Arnim=LOC Arnim} stimmt am [4. Mai=2024-05-04] über die Seilbahn ab."
VOTE_TOO = "Über die Seilbahn entscheidet der Stadtrat von {Arnim=LOC Arnim} am [4. Mai=2024-05-04]."


def _rows(*reports: Report) -> list[tuple[str | None, str, str, int]]:
    return [(entry.date, entry.lane, entry.kind, len(entry.evidence)) for entry in merge(reports)]


def _only(entries: tuple[Entry, ...]) -> Entry:
    assert len(entries) == 1
    return entries[0]


def test_one_event_of_two_sources_is_one_entry_with_both_as_evidence() -> None:
    story = report("a", VOTE), report("b", VOTE_TOO)
    entry = _only(merge(story))
    assert (entry.date, entry.lane, {proof.source for proof in entry.evidence}) == (
        "2024-05-04",
        "planned",
        {"Quelle a", "Quelle b"},
    )


def test_a_common_date_alone_never_merges() -> None:
    other = "Am [4. Mai=2024-05-04] beginnt in {Nordhagen=LOC Nordhagen} der Prozess gegen drei Schmuggler."
    assert [row[3] for row in _rows(report("a", VOTE), report("b", other))] == [1, 1]


def test_equal_words_on_days_apart_are_not_one_happened_entry() -> None:
    other = VOTE.replace("2024-05-04", "2024-06-01").replace("4. Mai", "1. Juni")
    lanes = {entry.lane for entry in merge((report("a", VOTE), report("b", other)))}
    assert lanes <= {"disputed", "planned"}


def test_two_dates_for_one_event_are_one_disputed_entry() -> None:
    left = "Das Gewerbeamt hatte die Seilbahn zuletzt im [März=2023-03] ohne Beanstandung geprüft."
    right = "Zuletzt hatte das Gewerbeamt die Seilbahn im [April=2023-04] ohne Beanstandung geprüft."
    entry = _only(merge((report("a", left), report("b", right))))
    assert (entry.lane, entry.date, entry.end, entry.note) == ("disputed", "2023-03", date(2023, 4, 30), "clash")


def test_the_day_of_telling_is_a_statement_entry() -> None:
    line = "Die Seilbahn sei sicher, teilte der Betreiber am [Montag=2024-03-11] in {Arnim=LOC Arnim} mit."
    assert _rows(report("a", line)) == [("2024-03-11", "happened", "statement", 1)]


def test_a_sentence_may_date_both_the_event_and_its_telling() -> None:
    line = "Am [Freitag=2024-03-08] riss das Seil, teilte der Betreiber am [Montag=2024-03-11] mit."
    assert [row[:3] for row in _rows(report("a", line))] == [
        ("2024-03-08", "happened", "event"),
        ("2024-03-11", "happened", "statement"),
    ]


@pytest.mark.parametrize(
    ("line", "lane"),
    [
        ("Der Stadtrat stimmt am [Samstag=2024-03-16] über die Seilbahn ab.", "planned"),
        ("Der Stadtrat stimmte am [Dienstag=2024-03-12] über die Seilbahn ab.", "happened"),
        ("Der Stadtrat will am heutigen [Donnerstag=2024-03-14] über die Seilbahn abstimmen.", "planned"),
        ("Der Stadtrat stimmte am [Donnerstagmorgen=2024-03-14TMO] über die Seilbahn ab.", "happened"),
        ("Der Stadtrat stimmt am [Donnerstagabend=2024-03-14TEV] über die Seilbahn ab.", "planned"),
    ],
)
def test_the_lane_is_judged_at_the_latest_article(line: str, lane: str) -> None:
    assert [row[1] for row in _rows(report("a", line))] == [lane]


def test_a_plan_of_the_first_report_has_happened_by_the_last() -> None:
    later = datetime(2024, 5, 6, 8, tzinfo=BERLIN)
    story = report("a", VOTE), report("b", VOTE_TOO, published=later)
    assert _only(merge(story)).lane == "happened"


def test_a_plan_of_two_sources_without_a_day_is_undated() -> None:
    left = "Die Bürgermeister haben ein persönliches Treffen zur Seilbahn vereinbart."
    right = "Die Bürgermeister streben ein persönliches Treffen zur Seilbahn an."
    assert _rows(report("a", left), report("b", right)) == [(None, "undated", "event", 2)]


def test_a_range_is_one_entry_with_its_end() -> None:
    line = "Vom [23.=2024-03-23] bis [27. März=2024-03-27] stimmen die Mitglieder ab."
    entry = _only(merge((report("a", line),)))
    assert (entry.begin, entry.end) == (date(2024, 3, 23), date(2024, 3, 27))


@pytest.mark.parametrize(
    ("value", "shown", "precision"),
    [
        ("2024-03-12TEV", "2024-03-12", "part-of-day"),
        ("2024-W10", "2024-W10", "week"),
        ("2024-02", "2024-02", "month"),
        ("2024-Q1", "2024-Q1", "quarter"),
        ("2023-FA", "2023-FA", "season"),
        ("2019", "2019", "year"),
    ],
)
def test_precision_is_kept(value: str, shown: str, precision: str) -> None:
    entry = _only(merge((report("a", f"Die Seilbahn riss [damals={value}] bei Sturm."),)))
    assert (entry.date, entry.precision) == (shown, precision)


def test_the_long_past_is_background() -> None:
    entry = _only(merge((report("a", "Schon im [Mai 2014=2014-05] war die Seilbahn gerissen."),)))
    assert entry.background


def test_a_missing_year_comes_from_another_report_and_is_marked() -> None:
    dateless = report("b", VOTE_TOO.replace("2024-05-04", "XXXX-05-04"), published=None)
    entries = merge((report("a", VOTE), dateless))
    assert {proof.place.article for proof in _only(entries).evidence} == {"a", "b"}
    assert _only(merge((report("a", VOTE.replace("Arnim", "Ypern")), dateless))[-1:]).note in ("", "year-from-story")


def test_no_year_is_invented() -> None:
    assert merge((report("b", VOTE_TOO.replace("2024-05-04", "XXXX-05-04"), published=None),)) == ()


@pytest.mark.parametrize(
    "words", ["im [Vorjahr=2023] waren es 95", "mehr als [vor drei Jahren=2021]", "[heuer=2024] mehr"]
)
def test_a_mere_comparison_is_no_entry(words: str) -> None:
    assert merge((report("a", f"Es gab 140 Zwischenfälle auf der Seilbahn, {words}."),)) == ()


def test_an_undated_companion_is_evidence_too() -> None:
    story = report("a", VOTE), report("b", "Der Stadtrat von {Arnim=LOC Arnim} stimmt über die Seilbahn ab.")
    proofs = _only(merge(story)).evidence
    assert [proof.time for proof in proofs] == [0, None]


def test_a_corrected_date_replaces_the_one_that_was_read() -> None:
    one = report("a", VOTE)
    place = Place("a", one.times[0].start, one.times[0].end)
    decisions = TimelineDecisions(corrected=(DateCorrected(place, date(2024, 5, 11)),))
    assert _only(merge((one,), decisions)).date == "2024-05-11"


def test_editors_dispute_hide_and_part() -> None:
    story = report("a", VOTE), report("b", VOTE_TOO)
    left, right = (Place(one.article, one.sentences[0].start, one.sentences[0].end) for one in story)
    assert _only(merge(story, TimelineDecisions(disputed=(left,)))).lane == "disputed"
    assert [proof.place for proof in _only(merge(story, TimelineDecisions(hidden=(left,)))).evidence] == [right]
    assert len(merge(story, TimelineDecisions(parted=((left, right),)))) == 2


def test_editors_join_what_the_machine_keeps_apart() -> None:
    other = "Am [4. Mai=2024-05-04] beginnt in {Nordhagen=LOC Nordhagen} der Prozess gegen drei Schmuggler."
    story = report("a", VOTE), report("b", other)
    left, right = (Place(one.article, one.sentences[0].start, one.sentences[0].end) for one in story)
    assert len(_only(merge(story, TimelineDecisions(joined=((left, right),)))).evidence) == 2


@pytest.mark.parametrize("story", [(), (report("a", ""),), (report("a", "Die Seilbahn riss."),)])
def test_a_story_without_days_has_no_dated_entry(story: tuple[Report, ...]) -> None:
    assert merge(story) == ()


DAYS = st.integers(0, 60).map(lambda shift: (date(2024, 2, 20) + timedelta(shift)).isoformat())


@given(st.lists(DAYS, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_reports_never_matters_and_every_entry_has_evidence(days: list[str], chance: object) -> None:
    lines = [VOTE.replace("2024-05-04", day) for day in days]
    story = [report(f"r{number}", line) for number, line in enumerate(lines)]
    entries = merge(story)
    chance.shuffle(story)  # type: ignore[attr-defined]
    assert merge(story) == entries
    assert all(said(tuple(story), proof.place) for entry in entries for proof in entry.evidence)
    assert list(entries) == sorted(entries, key=lambda entry: entry.begin or date.max)
