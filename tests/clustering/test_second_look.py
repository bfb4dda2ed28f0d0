from __future__ import annotations

from dataclasses import replace

from stories.clustering.second_look import find_misfits, find_union
from stories.clustering.types import Candidate
from tests.clustering.builders import FIRE, FIRE_TOO, STRIKE, make

PEOPLE = (("Ilka Dornseif", "PER"), ("Kronsberg", "LOC"))


def story(key, *texts, **changes):
    marks = [make(text, source=f"{key}{number}", names=PEOPLE) for number, text in enumerate(texts)]
    members = tuple((f"{key}{number}", mark) for number, mark in enumerate(marks))
    return replace(Candidate(story=key, members=members, size=len(members)), **changes)


FIRST = story("a", FIRE, f"{FIRE_TOO} Am Abend gab es Entwarnung.", FIRE_TOO)
SECOND = story("b", f"{FIRE_TOO} Anwohner klagten.", FIRE)


def test_two_halves_of_one_story_are_found():
    union = find_union(FIRST, [story("c", STRIKE), SECOND])
    assert union is not None
    assert (union.other, union.certain) == ("b", True)


def test_different_stories_are_left_apart():
    assert find_union(FIRST, [story("c", STRIKE)]) is None


def test_small_stories_are_only_suggested():
    union = find_union(story("a", FIRE), [story("b", FIRE_TOO)])
    assert union is not None
    assert not union.certain


def test_locked_stories_are_only_suggested():
    union = find_union(FIRST, [replace(SECOND, locked=True)])
    assert union is not None
    assert not union.certain


def test_a_story_is_not_merged_with_itself():
    assert find_union(FIRST, [FIRST]) is None


def test_a_member_that_does_not_belong_is_shown():
    stray = story("a", FIRE, FIRE_TOO, f"{FIRE_TOO} Anwohner klagten.", "Der Pokal geht an den SC Nordmoor. " + STRIKE)
    members = tuple((key, replace(mark, names={}, places=()) if key == "a3" else mark) for key, mark in stray.members)
    assert [entry.article for entry in find_misfits(replace(stray, members=members))] == ["a3"]


def test_pairs_have_no_misfit():
    assert find_misfits(story("a", FIRE, STRIKE)) == []
