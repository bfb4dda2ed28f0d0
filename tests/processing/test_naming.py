"""Decisions about names: at once, found again by every later run, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from stories import processing
from stories.models import Alias, Article, Decision, Entity, Mention, Sentence, Story
from stories.processing.correcting import correct_speaker, undo
from stories.processing.deciding import Changed, DecisionError
from stories.processing.entities import link_names
from stories.processing.naming import hide_entity, merge_entities, rename_entity, retype_entity, split_entity
from stories.processing.unifying import unify_story_names
from tests.factories import make_article, make_entity, make_mentions, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("wer")


@pytest.fixture
def harbour() -> tuple[Entity, Entity, Story]:
    """Two spellings of one mayor, each in a report of its own that quotes her."""
    left = make_article(sentences=[("Ida Moor sprach.", "reported-cue", "Ida Moor")])
    right = make_article(sentences=[("Ida Mohr schwieg.", "reported-cue", "Ida Mohr")])
    entities = make_entity("Ida Moor"), make_entity("Ida Mohr")
    make_mentions(left, entities[0])
    make_mentions(right, entities[1])
    return *entities, make_story(left, right)


def carry_out(changed: Changed) -> Decision:
    for story in changed.stories:
        unify_story_names(Story.objects.get(pk=story))
    return changed.decision


def leads_to(name: str, label: str = "PER") -> int:
    """The entity that annotating an article anew would give to the name."""
    return link_names({(name, label)})[name, label]


def named() -> list[str]:
    return list(Mention.objects.order_by("article_id").values_list("entity__name", flat=True))


def state() -> Any:
    entities = Entity.objects.order_by("pk").values_list("pk", "name", "label", "hidden", "merged_into")
    spellings = Alias.objects.order_by("pk").values_list("entity", "text", "origin")
    mentions = Mention.objects.order_by("article_id", "start").values_list("article", "start", "entity")
    speakers = Sentence.objects.order_by("article_id", "start").values_list("article", "start", "speaker")
    return list(entities), list(spellings), list(mentions), list(speakers)


def test_merged_names_lead_to_one_entity_now_and_later(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    right, wrong, story = harbour
    changed = merge_entities(wrong, right, by=person, reason="Tippfehler")
    assert named() == ["Ida Moor", "Ida Moor"]
    assert changed.stories == (story.pk,) and changed.decision.reason == "Tippfehler"
    assert leads_to("Ida Mohr") == right.pk
    carry_out(changed)
    assert named() == ["Ida Moor", "Ida Moor"]


def test_speakers_are_called_as_their_entity(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    right, wrong, _story = harbour
    decision = carry_out(merge_entities(wrong, right, by=person))
    assert set(Sentence.objects.values_list("speaker", flat=True)) == {"Ida Moor"}
    carry_out(undo(decision, by=person))
    assert set(Sentence.objects.values_list("speaker", flat=True)) == {"Ida Moor", "Ida Mohr"}


def test_a_corrected_speaker_is_called_as_the_entity(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    right, _wrong, story = harbour
    sentence = Sentence.objects.get(speaker="Ida Mohr")
    make_mentions(sentence.article, right, "schwieg")
    correct_speaker(sentence, "Ida Moor", "quote", by=person)
    carry_out(rename_entity(right, "Ida von Moor", by=person))
    sentence.refresh_from_db()
    assert (sentence.kind, sentence.speaker, sentence.chain) == ("quote", "Ida von Moor", ["Ida Moor"])
    assert story.articles.count() == 2


def test_merges_stay_flat_whatever_their_order(person: User) -> None:
    one, two, three = make_entity("Eins"), make_entity("Zwei"), make_entity("Drei")
    first = merge_entities(one, two, by=person).decision
    second = merge_entities(two, three, by=person).decision
    assert dict(Entity.objects.values_list("pk", "merged_into")) == {one.pk: three.pk, two.pk: three.pk, three.pk: None}
    with pytest.raises(DecisionError, match="zuerst"):
        undo(first, by=person)
    undo(second, by=person)
    assert Entity.objects.get(pk=one.pk).merged_into_id == two.pk


def test_spellings_move_with_a_merge_and_are_found(person: User) -> None:
    survivor = make_entity("Ida Moor", aliases=["Moor"])
    absorbed = make_entity("Ida Mohr", aliases=["Mohr", "Moor"])
    merge_entities(absorbed, survivor, by=person)
    assert set(survivor.aliases.values_list("text", flat=True)) == {"Moor", "Mohr", "Ida Mohr"}
    assert set(Entity.objects.visible().starting_with("mohr")) == {survivor}
    assert leads_to("Mohr") == survivor.pk


def test_a_renamed_entity_is_found_under_both_names(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    entity, _other, _story = harbour
    carry_out(rename_entity(entity, "  Ida   von Moor ", by=person))
    assert leads_to("Ida Moor") == leads_to("Ida von Moor") == entity.pk
    assert named()[0] == "Ida von Moor"
    assert set(Entity.objects.visible().starting_with("Ida Moor")) == {entity}


def test_an_entity_takes_its_old_name_again(person: User) -> None:
    entity = make_entity("Ida Moor")
    first = rename_entity(entity, "Ida Mohr", by=person).decision
    second = rename_entity(entity, "Ida Moor", by=person).decision
    entity.refresh_from_db()
    assert entity.name == "Ida Moor" and leads_to("Ida Mohr") == entity.pk
    undo(second, by=person)
    undo(first, by=person)
    assert list(Entity.objects.values_list("name", "merged_into")) == [("Ida Moor", None)]


def test_a_name_that_nothing_hangs_on_gives_way(person: User) -> None:
    entity, spare = make_entity("Ida Moor"), make_entity("Ida Mohr")
    decision = rename_entity(entity, "Ida Mohr", by=person).decision
    assert leads_to("Ida Moor") == leads_to("Ida Mohr") == entity.pk
    undo(decision, by=person)
    assert set(Entity.objects.values_list("pk", "name", "merged_into")) == {
        (entity.pk, "Ida Moor", None),
        (spare.pk, "Ida Mohr", None),
    }


def test_a_retyped_entity_is_found_under_both_kinds_with_its_spellings(person: User) -> None:
    entity = make_entity("Nordhafen", "LOC", aliases=["Nordkai", "Kai Nord"])
    assert leads_to("Kai Nord", "LOC") == entity.pk  # an article named it before
    retype_entity(entity, "ORG", by=person)
    assert leads_to("Kai Nord", "LOC") == entity.pk
    assert {leads_to(name, label) for name in ("Nordhafen", "Nordkai") for label in ("LOC", "ORG")} == {entity.pk}
    entity.refresh_from_db()
    assert entity.label == "ORG"


def test_a_merge_of_kinds_holds_the_spellings_that_moved_and_no_others(person: User) -> None:
    survivor, absorbed = (
        make_entity("Hafen AG", "ORG", aliases=["Hafen"]),
        make_entity("Nordkai", "LOC", aliases=["Kai"]),
    )
    merge_entities(absorbed, survivor, by=person)
    assert {leads_to("Kai", label) for label in ("LOC", "ORG")} == {survivor.pk}
    assert leads_to("Hafen", "LOC") != survivor.pk


def test_a_hidden_name_stays_hidden(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    entity, _other, story = harbour
    assert hide_entity(entity, by=person).stories == ()
    unify_story_names(story)
    assert leads_to("Ida Moor") == entity.pk
    assert entity not in Entity.objects.visible()


@pytest.mark.parametrize("by_report", [True, False])
def test_what_is_split_off_stays_so_when_names_are_read_anew(person: User, by_report: bool) -> None:
    articles = [make_article(sentences=["Ida Moor sprach. Ida Moor ging."]) for _ in range(2)]
    entity, story = make_entity("Ida Moor"), make_story(*articles)
    for article in articles:
        make_mentions(article, entity)
    mentions = list(Mention.objects.filter(article=articles[1]))
    chosen: dict[str, Any] = {"articles": articles[1:]} if by_report else {"mentions": mentions[1:]}
    split_entity(entity, "Ida Moor (Malerin)", by=person, **chosen)
    expected = ["Ida Moor"] * 2 + ["Ida Moor (Malerin)" if by_report else "Ida Moor", "Ida Moor (Malerin)"]
    for _again in range(2):
        assert [m.entity.name for m in Mention.objects.order_by("article_id", "start")] == expected
        Mention.objects.update(entity=entity)  # as annotating anew would
        unify_story_names(story)


def test_a_split_follows_when_the_new_entity_is_merged(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    entity, other, story = harbour
    report = Article.objects.filter(mentions__entity=entity)
    split_entity(entity, "Ida Moor (Malerin)", articles=list(report), by=person)
    merge_entities(Entity.objects.get(name="Ida Moor (Malerin)"), other, by=person)
    unify_story_names(story)
    assert named() == ["Ida Mohr", "Ida Mohr"]


ACTS: dict[str, Callable[..., Changed]] = {
    "merge": lambda one, **by: merge_entities(Entity.objects.get(name="Ida Mohr"), one, **by),
    "merge-kinds": lambda one, **by: merge_entities(make_entity("Moor", "LOC", aliases=["Mohr"]), one, **by),
    "rename": lambda one, **by: rename_entity(one, "Ida von Moor", **by),
    "retype": lambda one, **by: retype_entity(one, "ORG", **by),
    "hide": hide_entity,
    "split": lambda one, **by: split_entity(
        one, "Ida Moor (Malerin)", articles=list(Article.objects.filter(mentions__entity=one)), **by
    ),
    "split-known": lambda one, **by: split_entity(
        one, "Ida Mohr", mentions=list(Mention.objects.filter(entity=one)), **by
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_undoing_puts_everything_back(harbour: tuple[Entity, Entity, Story], person: User, act: str) -> None:
    one, two, _story = harbour
    Alias.objects.create(entity=two, text="Mohr")
    Alias.objects.create(entity=one, text="Moor")
    before = state()
    decision = carry_out(ACTS[act](one, by=person))
    assert state() != before
    carry_out(undo(decision, by=person))
    after = state()
    assert [row for row in after[0] if row[1] != "Moor"] == before[0]
    assert [row for row in after[1] if row[0] in (one.pk, two.pk)] == before[1]
    assert after[2:] == before[2:]


def test_what_makes_no_sense_is_refused_and_leaves_nothing(harbour: tuple[Entity, Entity, Story], person: User) -> None:
    one, two, _story = harbour
    gone = make_entity("Ida", merged_into=one)
    before = state()
    for act in (
        lambda: merge_entities(one, one, by=person),
        lambda: merge_entities(gone, two, by=person),
        lambda: rename_entity(one, " ", by=person),
        lambda: rename_entity(one, "x" * 201, by=person),
        lambda: rename_entity(one, "Ida Mohr", by=person),
        lambda: rename_entity(one, "Ida Moor", by=person),
        lambda: retype_entity(one, "DOG", by=person),
        lambda: hide_entity(one, False, by=person),
        lambda: split_entity(one, "Ida", articles=list(Article.objects.all()), by=person),
        lambda: split_entity(one, "Neu", by=person),
        lambda: split_entity(one, "", articles=list(Article.objects.all()), by=person),
    ):
        with pytest.raises(DecisionError):
            act()
    assert (state(), Decision.objects.count()) == (before, 0)


def test_decisions_about_names_survive_annotating_anew(fire: Story, person: User) -> None:
    mayor = Entity.objects.get(name="Anke Petersen")
    carry_out(rename_entity(mayor, "Anke Petersen-Kröger", by=person))
    for article in fire.articles.all():
        processing.annotate_article(article.pk, force=True)
    processing.rebuild_story(fire.pk)
    people = Mention.objects.filter(article__story=fire, entity__label="PER").values_list("entity__name", flat=True)
    assert set(people) == {"Anke Petersen-Kröger"}
    assert not Sentence.objects.filter(article__story=fire, speaker="Anke Petersen").exists()
