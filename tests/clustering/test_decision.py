from __future__ import annotations

import json
import time
from datetime import date, timedelta

import pytest

from stories.clustering.decision import choose_story
from stories.clustering.memory import MemoryArchive
from stories.clustering.types import Candidate, Links
from tests.clustering.builders import CALL_EN, CALL_EN_TOO, FIRE, FIRE_TOO, NOON, STRIKE, arrive, later, make

PEOPLE = (("Ilka Dornseif", "PER"), ("Kronsberg", "LOC"), ("Ahlbeck", "ORG"))


def fire(**changes):
    return make(FIRE, names=PEOPLE, days=[date(2024, 5, 14)], **changes)


def fire_too(**changes):
    return make(FIRE_TOO, names=PEOPLE, days=[date(2024, 5, 14)], **{"source": "Norder Rundschau"} | changes)


def joined(first, second) -> bool:
    archive = MemoryArchive()
    arrive(archive, "first", first)
    return arrive(archive, "second", second).story == "first"


def test_two_reports_of_one_fire_are_one_story():
    assert joined(fire(), fire_too())


def test_another_event_opens_its_own_story():
    assert not joined(fire(), make(STRIKE))


def test_english_reports_of_one_event_are_one_story():
    assert joined(make(CALL_EN, language="en"), make(CALL_EN_TOO, language="en", source="Valley Post"))


def test_languages_are_never_mixed():
    assert not joined(make(CALL_EN, language="en"), make(CALL_EN, language="de", source="Valley Post"))


def test_swiss_and_german_reports_are_compared():
    assert joined(fire(), fire_too(language="de-CH"))


def test_undated_reports_still_find_each_other():
    assert joined(fire(published=None), fire_too(published=None))


@pytest.mark.parametrize("days", [60, 365, 3650, -3650])
def test_an_anniversary_is_another_story(days):
    assert not joined(fire(), fire_too(published=later(days)))


def test_a_story_may_go_on_for_weeks():
    archive = MemoryArchive()
    arrive(archive, "a0", fire())
    for step in range(1, 8):
        choice = arrive(archive, f"a{step}", fire_too(published=later(3 * step), source=f"Blatt {step}"))
        assert choice.story == "a0"


def test_the_reasons_name_people_days_and_score():
    archive = MemoryArchive()
    arrive(archive, "first", fire())
    why = arrive(archive, "second", fire_too()).why
    assert "Ilka Dornseif" in why.shared_names
    assert why.shared_days == ("2024-05-14",)
    assert why.score >= why.threshold > 0
    assert why.nearest == "first"


def test_the_reasons_can_be_stored_as_json():
    archive = MemoryArchive()
    arrive(archive, "first", fire())
    why = arrive(archive, "second", fire_too()).why
    assert json.loads(json.dumps(why.to_json()))["rule"] == "score"


def test_the_next_best_story_is_named():
    archive = MemoryArchive()
    archive.add("first", fire(), "first")
    archive.add("other", make(FIRE.replace("Kronsberg", "Altmoor"), source="Altmoorer Blatt"), "other")
    why = choose_story(fire_too(), archive.candidates(fire_too())).why
    assert why.story == "first"
    assert why.next_story == "other"


def test_without_candidates_the_reason_says_so():
    choice = choose_story(fire(), [])
    assert choice.story is None
    assert choice.why.rule == "no-candidate"


def test_an_editors_link_wins_over_the_score():
    archive = MemoryArchive()
    arrive(archive, "strike", make(STRIKE))
    choice = arrive(archive, "fire", fire(), Links(must="strike"))
    assert (choice.story, choice.why.rule) == ("strike", "editor")


def test_an_editors_split_is_obeyed():
    archive = MemoryArchive()
    arrive(archive, "first", fire())
    assert arrive(archive, "second", fire_too(), Links(cannot=frozenset({"first"}))).story is None


def test_a_locked_story_accepts_no_one():
    candidate = Candidate(story="s", members=(("first", fire()),), size=1, locked=True)
    assert choose_story(fire_too(), [candidate]).story is None


def test_a_locked_story_accepts_whom_an_editor_sends():
    candidate = Candidate(story="s", members=(("first", fire()),), size=1, locked=True)
    assert choose_story(fire_too(), [candidate], Links(must="s")).story == "s"


def test_who_fits_one_of_many_members_does_not_join():
    members = [make(f"{STRIKE} Ausgabe {number}", source=f"Blatt {number}") for number in range(3)]
    topics = [make(" ".join(f"{word}{number}" for word in STRIKE.split()), source="x") for number in range(9)]
    crowd = tuple((f"m{number}", mark) for number, mark in enumerate([fire(), *members, *topics]))
    assert choose_story(fire_too(), [Candidate(story="s", members=crowd[:12], size=12)]).story is None


def test_the_order_of_candidates_does_not_matter():
    near, far = (
        Candidate(story=key, members=((key, mark),), size=1) for key, mark in (("b", fire()), ("a", make(STRIKE)))
    )
    assert choose_story(fire_too(), [near, far]) == choose_story(fire_too(), [far, near])


def test_unrelated_articles_do_not_change_the_decision():
    alone, busy = MemoryArchive(), MemoryArchive()
    for archive in (alone, busy):
        arrive(archive, "first", fire())
    arrive(busy, "strike", make(STRIKE, source="Husumer Blatt"))
    assert arrive(alone, "second", fire_too()).why.score == arrive(busy, "second", fire_too()).why.score


def test_a_press_release_sent_five_hundred_times_is_one_story():
    archive, release = MemoryArchive(), fire(source="")
    for number in range(500):
        arrive(archive, f"a{number}", release)
    assert len(archive.stories()) == 1


def test_copies_do_not_outvote_the_other_reports():
    copies = [fire(source=f"Blatt {number}") for number in range(6)]
    members = tuple((f"m{number}", mark) for number, mark in enumerate([*copies, fire_too()]))
    once = Candidate(story="s", members=members[5:], size=7)
    often = Candidate(story="s", members=members, size=7)
    assert choose_story(fire_too(), [often]).why.score == pytest.approx(choose_story(fire_too(), [once]).why.score)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("Feuer", ""),
        ("", "Es brennt wieder"),
        ("🔥🔥🔥", "🚒"),
        ("\u200b\u202e", "\u200f"),
        ("", "x" * 200_000),
    ],
)
def test_scraps_never_join_anything(title, text):
    archive = MemoryArchive()
    arrive(archive, "first", fire())
    arrive(archive, "scrap", make(text, title=title, source="a"))
    assert arrive(archive, "again", make("Regen heute Nacht", source="b")).story is None


def test_a_headline_alone_joins_its_story():
    headline = make("", title="Großbrand in Papierfabrik Ahlbeck: zwölf Arbeiter mit Rauchvergiftung", names=PEOPLE)
    archive = MemoryArchive()
    arrive(archive, "first", make(FIRE, title="Großbrand in Papierfabrik Ahlbeck: zwölf Verletzte", names=PEOPLE))
    assert arrive(archive, "headline", headline).why.story == "first"


def test_a_liveblog_of_twenty_thousand_words_is_decided_quickly():
    blog = make(
        FIRE_TOO + " ".join(f"wort{number * 7919 % 5003}" for number in range(20_000)), names=PEOPLE, source="live"
    )
    archive = MemoryArchive()
    arrive(archive, "first", fire())
    start = time.process_time()
    arrive(archive, "blog", blog)
    assert time.process_time() - start < 0.5


def test_weather_reports_never_become_one_giant_story():
    archive = MemoryArchive()
    towns = [
        f"{head}{tail}"
        for head in ("Ahl", "Birk", "Dorn", "Els", "Fahl")
        for tail in ("stedt", "hagen", "moor", "furt")
    ]
    for number in range(80):
        town, low = towns[number * 7 % len(towns)], number * 5 % 17 - 5
        text = (
            f"In {town} bleibt es am Dienstag wechselhaft. Am Nachmittag gibt es Schauer, die Temperaturen liegen "
            f"zwischen {low} und {low + 9} Grad. Der Wind weht schwach aus West. In der Nacht klart es auf."
        )
        arrive(
            archive,
            f"w{number}",
            make(text, source="Wetterdienst", published=NOON + timedelta(days=number), names=[(town, "LOC")]),
        )
    assert max(archive.story(story).size for story in archive.stories()) <= 8


def test_stock_tables_never_become_one_giant_story():
    archive = MemoryArchive()
    for number in range(60):
        rows = " ".join(
            f"Wert{(number * 31 + row * 17) % 400} {(number * 37 + row * 53) % 9000 / 100} {(number + row) % 9 - 4}%"
            for row in range(60)
        )
        arrive(
            archive, f"t{number}", make(f"Schlusskurse {rows}", source="Börse", published=NOON + timedelta(days=number))
        )
    assert max(archive.story(story).size for story in archive.stories()) <= 6


def test_deciding_among_fifty_stories_takes_less_than_twenty_milliseconds():
    members = tuple((f"m{number}", fire(source=f"Blatt {number}")) for number in range(12))
    candidates = [Candidate(story=f"s{number}", members=members, size=12) for number in range(50)]
    article = fire_too()
    choose_story(article, candidates)
    start = time.process_time()
    for _ in range(5):
        choose_story(article, candidates)
    assert (time.process_time() - start) / 5 < 0.02
