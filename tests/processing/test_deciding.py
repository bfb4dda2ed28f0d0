"""Decisions about stories: at once, on record, obeyed by every later run, and taken back without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from stories.models import Article, Decision, Story
from stories.processing.deciding import (
    DecisionError,
    decide_pair,
    lock_story,
    merge_stories,
    move_article,
    rename_story,
    split_story,
    undo,
)
from stories.processing.links import links_for
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("wer")


@pytest.fixture
def two() -> tuple[Story, Story]:
    return make_story(make_article(), make_article()), make_story(make_article(), make_article())


def where() -> dict[int, int | None]:
    return dict(Article.objects.values_list("pk", "story"))


def addresses() -> dict[int, int | None]:
    return dict(Story.objects.values_list("pk", "merged_into"))


def held(story: Story) -> bool:
    """Whether assigning everything anew would put each article of the story into it."""
    return all(links_for(article).must == str(story.pk) for article in Article.objects.filter(story=story))


def test_a_merge_moves_the_articles_and_the_address(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    changed = merge_stories(left, right, by=person, reason="dasselbe Ereignis")
    assert set(where().values()) == {left.pk}
    assert addresses()[right.pk] == left.pk
    assert set(changed.stories) == {left.pk, right.pk}
    assert (changed.decision.made_by, changed.decision.reason) == (person, "dasselbe Ereignis")
    assert held(left)


def test_addresses_that_led_to_the_absorbed_story_lead_on(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    third = make_story(make_article())
    merge_stories(right, third, by=person)
    merge_stories(left, right, by=person)
    assert addresses() == {left.pk: None, right.pk: left.pk, third.pk: left.pk}


def test_a_split_parts_the_articles_and_holds_both_sides(two: tuple[Story, Story], person: User) -> None:
    left, _right = two
    first, second = left.articles.order_by("pk")
    split_story(left, [second], by=person)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.story_id == left.pk and second.story_id not in {left.pk, None}
    assert held(left) and held(Story.objects.get(pk=second.story_id))


def test_a_moved_article_stays_where_it_was_put(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    article = left.articles.first()
    assert article is not None
    move_article(article, right, by=person)
    assert links_for(article).must == str(right.pk)
    move_article(article, None, by=person)
    article.refresh_from_db()
    assert article.story_id not in {left.pk, right.pk} and links_for(article).must == str(article.story_id)


def test_an_emptied_story_leads_to_where_its_last_article_went(person: User) -> None:
    lone, other = make_story(make_article()), make_story(make_article())
    article = lone.articles.get()
    changed = move_article(article, other, by=person)
    assert addresses()[lone.pk] == other.pk
    undo(changed.decision, by=person)
    article.refresh_from_db()
    assert (article.story_id, addresses()[lone.pk]) == (lone.pk, None)


@pytest.mark.parametrize("same", [True, False])
def test_the_answer_about_a_pair_is_obeyed_at_once_and_later(
    two: tuple[Story, Story], person: User, same: bool
) -> None:
    left, right = two
    first, second = left.articles.order_by("pk")
    other = right.articles.first()
    assert other is not None
    decide_pair(first, other if same else second, same=same, by=person)
    first.refresh_from_db()
    assert (first.story_id == other.story_id) == same
    assert (first.story_id == second.story_id) is False
    assert links_for(first).must == str(first.story_id)


def test_an_answer_that_confirms_what_is_moves_nothing(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    first, second = left.articles.order_by("pk")
    before = where()
    assert decide_pair(first, second, same=True, by=person).stories == ()
    other = right.articles.first()
    assert other is not None
    decide_pair(first, other, same=False, by=person)
    assert where() == before
    assert str(right.pk) in links_for(first).cannot


@pytest.mark.parametrize("kind", ["merge", "split", "move", "own", "same", "apart", "rename", "lock"])
def test_undoing_puts_everything_back(two: tuple[Story, Story], person: User, kind: str) -> None:
    left, right = two
    first, second = left.articles.order_by("pk")
    other = right.articles.first()
    assert other is not None
    Article.objects.update(why={"rule": "score", "score": 0.7})
    acts: dict[str, Any] = {
        "merge": lambda: merge_stories(left, right, by=person),
        "split": lambda: split_story(left, [second], by=person),
        "move": lambda: move_article(first, right, by=person),
        "own": lambda: move_article(first, None, by=person),
        "same": lambda: decide_pair(first, other, same=True, by=person),
        "apart": lambda: decide_pair(first, second, same=False, by=person),
        "rename": lambda: rename_story(left, "Neuer Titel", by=person),
        "lock": lambda: lock_story(left, True, by=person),
    }
    before, standing = where(), addresses()
    changed = acts[kind]()
    changed.decision.refresh_from_db()
    undo(changed.decision, by=person)
    assert where() == before
    assert {pk: to for pk, to in addresses().items() if pk in standing} == standing
    assert not Decision.objects.in_force().exists()
    assert {article.why.get("score") for article in Article.objects.all()} == {0.7}
    left.refresh_from_db()
    assert (left.editor_title, left.locked) == ("", False)


def test_an_undone_split_leads_the_new_address_back(two: tuple[Story, Story], person: User) -> None:
    left, _right = two
    changed = split_story(left, [left.articles.all()[0]], by=person)
    undo(changed.decision, by=person)
    assert addresses()[changed.decision.details["new"]] == left.pk


def test_what_was_built_upon_is_undone_last(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    merged = merge_stories(left, right, by=person)
    parted = split_story(left, [left.articles.all()[0]], by=person)
    with pytest.raises(DecisionError, match="zuerst"):
        undo(merged.decision, by=person)
    undo(parted.decision, by=person)
    undo(merged.decision, by=person)
    assert set(addresses().values()) == {None, left.pk}


def test_a_title_changed_since_is_not_overwritten(two: tuple[Story, Story], person: User) -> None:
    first = rename_story(two[0], "Eins", by=person)
    rename_story(two[0], "Zwei", by=person)
    with pytest.raises(DecisionError, match="nichts überschrieben"):
        undo(first.decision, by=person)


def test_a_decision_is_undone_once_and_its_parts_with_it(two: tuple[Story, Story], person: User) -> None:
    merged = merge_stories(*two, by=person)
    part = Decision.objects.filter(kind="pin").first()
    assert part is not None
    with pytest.raises(DecisionError, match="Teil"):
        undo(part, by=person)
    undo(merged.decision, by=person)
    with pytest.raises(DecisionError, match="schon zurückgenommen"):
        undo(merged.decision, by=person)


def test_what_makes_no_sense_is_refused_and_leaves_nothing(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    first = left.articles.all()[0]
    senseless: list[Any] = [
        lambda: merge_stories(left, left, by=person),
        lambda: split_story(left, list(left.articles.all()), by=person),
        lambda: split_story(left, [], by=person),
        lambda: split_story(left, list(right.articles.all()), by=person),
        lambda: move_article(first, left, by=person),
        lambda: decide_pair(first, first, same=True, by=person),
        lambda: lock_story(left, False, by=person),
    ]
    before = where()
    for act in senseless:
        with pytest.raises(DecisionError):
            act()
    assert (where(), Decision.objects.count(), Story.objects.count()) == (before, 0, 2)


def test_a_story_merged_meanwhile_is_refused(two: tuple[Story, Story], person: User) -> None:
    left, right = two
    third = make_story(make_article())
    merge_stories(left, right, by=person)
    with pytest.raises(DecisionError, match="inzwischen"):
        merge_stories(third, right, by=person)
    with pytest.raises(DecisionError, match="inzwischen"):
        move_article(third.articles.get(), right, by=person)


def test_readers_see_a_merge_as_one_line(two: tuple[Story, Story], person: User) -> None:
    merge_stories(*two, by=person)
    assert [decision.kind for decision in Decision.objects.public()] == ["merge"]
