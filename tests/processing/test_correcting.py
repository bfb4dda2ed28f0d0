"""Corrections of dates, speakers, pairs and entries: at once, after every rebuild, and taken back to the rules."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from stories import processing
from stories.ingest import Draft, revise_article
from stories.models import Article, Decision, Sentence, Story, TimeExpression
from stories.processing.correcting import (
    correct_date,
    correct_speaker,
    dispute,
    hide,
    join_pair,
    part_pair,
    undo,
)
from stories.processing.decided import corrected_speakers, corrected_times
from stories.processing.deciding import Changed, DecisionError, rename_story
from tests.factories import make_agreement, make_article, make_story, make_time
from tests.processing.conftest import FIRE

PLANNED = "2017-01-20"


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("wer")


def time_of(story: Story, begin: str) -> TimeExpression:
    return next(t for a in story.articles.all() for t in a.times.filter(begin=begin))


def sentence_with(story: Story, words: str) -> Sentence:
    for article in story.articles.all():
        at = article.text.find(words)
        if at >= 0:
            return article.sentences.get(start__lte=at, end__gt=at)
    raise AssertionError(words)


def carry_out(changed: Changed) -> Decision:
    for story in changed.stories:
        processing.rebuild_story(story)
    return changed.decision


def annotate_anew(story: Story) -> None:
    for article in story.articles.all():
        processing.annotate_article(article.pk, force=True)
    processing.rebuild_story(story.pk)


def are_together(story: Story, left: Sentence, right: Sentence) -> bool:
    return story.agreements.filter(sentences=left).filter(sentences=right).exists()


def agreed(story: Story) -> list[Sentence]:
    """Two sentences of different reports which the comparison put together."""
    agreement = story.agreements.filter(source_count=2).first()
    assert agreement is not None
    places = agreement.places.order_by("sentence__article_id", "start")
    return list({place.sentence.article_id: place.sentence for place in places}.values())


def unlike(story: Story) -> tuple[Sentence, Sentence]:
    """Two sentences of different reports which the comparison kept apart."""
    lefts, rights = (article.sentences.all() for article in story.articles.order_by("pk"))
    return next((left, right) for left, right in product(lefts, rights) if not are_together(story, left, right))


def test_a_corrected_day_counts_at_once_and_after_annotating_anew(fire: Story, person: User) -> None:
    time = time_of(fire, PLANNED)
    decision = carry_out(correct_date(time, date(2017, 2, 20), by=person, reason="Tippfehler"))
    assert (decision.made_by, decision.reason, decision.story) == (person, "Tippfehler", fire)
    assert fire.timeline.filter(date="2017-02-20").exists()
    annotate_anew(fire)
    again = time.article.times.get(start=time.start)
    assert (again.begin, again.end_day, again.rule) == (date(2017, 2, 20), date(2017, 2, 20), "editor")
    assert fire.timeline.filter(date="2017-02-20").exists() and not fire.timeline.filter(date=PLANNED).exists()


def test_a_span_of_days_is_kept_with_its_end(fire: Story, person: User) -> None:
    carry_out(correct_date(time_of(fire, PLANNED), date(2017, 2, 20), date(2017, 2, 22), by=person))
    entry = fire.timeline.get(begin="2017-02-20")
    assert entry.end == date(2017, 2, 22)


@pytest.mark.parametrize("anew", [False, True])
def test_undoing_a_date_brings_back_what_the_rule_said(fire: Story, person: User, anew: bool) -> None:
    time = time_of(fire, PLANNED)
    decision = carry_out(correct_date(time, date(2017, 2, 20), by=person))
    if anew:
        annotate_anew(fire)
    carry_out(undo(decision, by=person))
    again = time.article.times.get(start=time.start)
    assert (again.begin, again.value, again.rule) == (time.begin, time.value, time.rule)
    assert fire.timeline.filter(date=PLANNED).exists()


def test_of_two_dates_the_newest_counts_and_undoing_it_brings_the_older_back(fire: Story, person: User) -> None:
    time = time_of(fire, PLANNED)
    first = correct_date(time, date(2017, 2, 20), by=person).decision
    second = correct_date(time, date(2017, 3, 20), by=person).decision
    undo(second, by=person)
    assert time_now(time).begin == date(2017, 2, 20)
    undo(first, by=person)
    assert (time_now(time).begin, time_now(time).rule) == (time.begin, time.rule)


def test_undoing_the_older_of_two_dates_leaves_the_newest(fire: Story, person: User) -> None:
    time = time_of(fire, PLANNED)
    first = correct_date(time, date(2017, 2, 20), by=person).decision
    correct_date(time, date(2017, 3, 20), by=person)
    undo(first, by=person)
    assert time_now(time).begin == date(2017, 3, 20)


def time_now(time: TimeExpression) -> TimeExpression:
    return TimeExpression.objects.get(article=time.article, start=time.start)


def test_a_corrected_speaker_counts_at_once_and_after_annotating_anew(fire: Story, person: User) -> None:
    sentence = sentence_with(fire, "Rund 200 Anwohner")
    rule = (sentence.kind, sentence.speaker, sentence.chain)
    decision = carry_out(correct_speaker(sentence, "Feuerwehr Rostock", "reported-carried", by=person))
    for again in (False, True):
        if again:
            annotate_anew(fire)
        sentence.refresh_from_db()
        assert (sentence.kind, sentence.speaker) == ("reported-carried", "Feuerwehr Rostock")
    carry_out(undo(decision, by=person))
    sentence.refresh_from_db()
    assert (sentence.kind, sentence.speaker, sentence.chain) == rule


def test_an_own_statement_has_no_speaker(fire: Story, person: User) -> None:
    sentence = sentence_with(fire, "Das Feuer sei")
    correct_speaker(sentence, "Polizei Rostock", "own", by=person)
    sentence.refresh_from_db()
    assert (sentence.kind, sentence.speaker, sentence.chain) == ("own", "", [])


def test_undoing_after_the_rules_learned_better_brings_what_they_say_now(person: User) -> None:
    article = make_article(sentences=["Die Fähre fährt."])
    make_story(article)
    sentence = article.sentences.get()
    decision = correct_speaker(sentence, "Reederei", "reported-cue", by=person).decision
    decision.refresh_from_db()
    decision.details["rule"] = {"kind": "vague", "speaker": "", "chain": []}  # as annotating anew would note
    decision.save()
    undo(decision, by=person)
    sentence.refresh_from_db()
    assert sentence.kind == "vague"


def test_a_correction_says_nothing_about_words_that_took_the_place_of_others(fire: Story, person: User) -> None:
    article = fire.articles.get(source__name="Ostseeblatt")
    sentence = article.sentences.get(position=1)
    correct_speaker(sentence, "", "vague", by=person)
    other = "Bei einem Unfall auf einer Landstraße bei Güstrow"
    text = FIRE.replace("Bei einem Brand in einer Lagerhalle in Rostock", other[: len(other)])
    text = text[: sentence.end].ljust(sentence.end, "x") + text[sentence.end :]
    revise_article(
        article,
        Draft(text=text, source="Ostseeblatt", title=article.title, published=article.published_at.isoformat()),
    )
    processing.annotate_article(article.pk)
    assert not article.sentences.filter(kind="vague").exists()


def test_a_hidden_entry_leaves_with_all_its_evidence_and_comes_back(fire: Story, person: User) -> None:
    entry = fire.timeline.get(date="2016-11-14", kind="event")
    decision = carry_out(hide([proof.sentence for proof in entry.evidence.all()], by=person, reason="doppelt"))
    annotate_anew(fire)
    assert not fire.timeline.filter(date="2016-11-14", kind="event").exists()
    assert [one.pk for one in Decision.objects.public()] == [decision.pk]
    carry_out(undo(decision, by=person))
    assert fire.timeline.filter(date="2016-11-14", kind="event").exists()
    assert not Decision.objects.in_force().exists()


def test_a_disputed_entry_changes_its_lane_and_back(fire: Story, person: User) -> None:
    entry = fire.timeline.get(date="2016-11-14", kind="event")
    decision = carry_out(dispute([proof.sentence for proof in entry.evidence.all()], by=person))
    annotate_anew(fire)
    assert fire.timeline.filter(lane="disputed", begin="2016-11-14").exists()
    carry_out(undo(decision, by=person))
    assert not fire.timeline.filter(lane="disputed").exists()


def test_a_parted_pair_stays_apart_until_undone(fire: Story, person: User) -> None:
    left, right = agreed(fire)[:2]
    decision = carry_out(part_pair(left, [right], by=person))
    assert not are_together(fire, left, right)
    annotate_anew(fire)
    assert not are_together(fire, left, right)
    carry_out(undo(decision, by=person))
    assert are_together(fire, left, right)


def test_a_joined_pair_stays_together_until_undone(fire: Story, person: User) -> None:
    left, right = unlike(fire)
    decision = carry_out(join_pair(left, right, by=person))
    assert are_together(fire, left, right)
    annotate_anew(fire)
    assert are_together(fire, left, right)
    carry_out(undo(decision, by=person))
    assert not are_together(fire, left, right)


def test_of_two_decisions_about_one_pair_the_newest_counts_whichever_way_round(fire: Story, person: User) -> None:
    left, right = agreed(fire)[:2]
    carry_out(part_pair(left, [right], by=person))
    joined = carry_out(join_pair(right, left, by=person))
    assert are_together(fire, left, right)
    carry_out(undo(joined, by=person))
    assert not are_together(fire, left, right)


def test_corrections_survive_reprocessing_with_new_clusters(fire: Story, person: User) -> None:
    left, right = agreed(fire)[:2]
    time, sentence = time_of(fire, PLANNED), sentence_with(fire, "Rund 200 Anwohner")
    correct_date(time, date(2017, 2, 20), by=person)
    correct_speaker(sentence, "Feuerwehr Rostock", "reported-carried", by=person)
    part_pair(left, [right], by=person)
    call_command("reprocess", "--recluster", verbosity=0)
    story = Story.objects.get(articles=sentence.article)
    sentence.refresh_from_db()
    assert story.timeline.filter(date="2017-02-20").exists()
    assert sentence.speaker == "Feuerwehr Rostock"
    assert not are_together(story, left, right)


def test_one_sentence_is_parted_from_all_others_by_one_decision(person: User) -> None:
    articles = [make_article(sentences=["Der Deich hält."]) for _ in range(3)]
    story = make_story(*articles)
    first, *others = (article.sentences.get() for article in articles)
    make_agreement(story, first, *others)
    decision = part_pair(first, others, by=person).decision
    assert Decision.objects.in_force().filter(kind="pair-parted").count() == 2
    assert [one.pk for one in Decision.objects.public()] == [decision.pk]
    undo(decision, by=person)
    assert not Decision.objects.in_force().exists()


def test_what_makes_no_sense_is_refused_and_leaves_nothing(person: User) -> None:
    article, other = make_article(sentences=["Am Montag hielt der Deich.", "Er hält."]), make_article()
    make_story(article)
    make_story(other)
    first, second = article.sentences.all()
    time = make_time(article, "Am Montag", date(2016, 11, 14))
    length = make_time(article, "Er", None, type="DURATION", value="P1D")
    senseless: list[Any] = [
        lambda: correct_date(time, date(2016, 11, 14), by=person),
        lambda: correct_date(time, date(2016, 11, 14), date(2016, 11, 13), by=person),
        lambda: correct_date(length, date(2016, 11, 14), by=person),
        lambda: correct_speaker(first, "", "own", by=person),
        lambda: correct_speaker(first, "", "shouted", by=person),
        lambda: join_pair(first, first, by=person),
        lambda: join_pair(first, second, by=person),
        lambda: join_pair(first, other.sentences.get(), by=person),
        lambda: part_pair(first, [], by=person),
        lambda: part_pair(first, [first], by=person),
    ]
    for act in senseless:
        with pytest.raises(DecisionError):
            act()
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("mark", [dispute, hide])
def test_what_is_marked_is_not_marked_twice(person: User, mark: Any) -> None:
    sentence = make_article().sentences.get()
    mark([sentence, sentence], by=person)
    with pytest.raises(DecisionError, match="schon so"):
        mark([sentence], by=person)
    assert Decision.objects.count() == 1


def test_a_sentence_that_is_gone_is_said(person: User) -> None:
    article = make_article()
    sentence = article.sentences.get()
    Article.objects.get(pk=article.pk).sentences.all().delete()
    with pytest.raises(DecisionError, match="neu laden"):
        dispute([sentence], by=person)


@pytest.mark.parametrize("kind", ["date", "speaker", "hide", "disputed", "pair-joined", "pair-parted"])
def test_a_decision_that_names_no_place_says_nothing_and_stops_nothing(person: User, kind: str) -> None:
    article = make_article(sentences=["Der Deich hält."])
    story = make_story(article)
    Decision.objects.create(kind=kind, article=article, details={"start": 0}, made_by=person)
    processing.rebuild_story(story.pk)
    assert corrected_speakers(article, ()) == corrected_times(article, ()) == ()


def test_one_undo_takes_back_every_kind(person: User) -> None:
    article = make_article(sentences=["Der Deich hält."])
    story = make_story(article)
    kept = [
        rename_story(story, "Deich", by=person),
        dispute(list(article.sentences.all()), by=person),
        correct_speaker(article.sentences.get(), "Deichgraf", "reported-cue", by=person),
    ]
    for changed in kept:
        assert undo(changed.decision, by=person).stories == (story.pk,)
    with pytest.raises(DecisionError, match="schon zurückgenommen"):
        undo(kept[0].decision, by=person)
