"""A story's mentions in; one entity for each person, place and organisation of the story out, and one name for each
speaker. What editors decided about names is obeyed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import cast

from stories.models import Mention, Sentence, Story
from stories.nlp import types
from stories.nlp.names import NameKey, unify_names
from stories.processing.decided import NameSplits
from stories.processing.entities import link_names

SpeakerKey = tuple[int, str]  # article, name as the article has it


def unify_story_names(story: Story) -> None:
    """Let every mention lead to the entity the whole story means: "Putin" here, his full name in another report."""
    rows = list(Mention.objects.filter(article__story=story).order_by("article_id", "start"))
    by_article: defaultdict[str, list[types.Mention]] = defaultdict(list)
    for row in rows:
        by_article[str(row.article_id)].append(_pure(row))
    names = unify_names(by_article)
    entities = link_names({(found.name, found.label) for found in names.values()})
    splits = NameSplits(entities.values())
    changed = []
    for row in rows:
        found = names[NameKey(str(row.article_id), row.name, cast(types.Label, row.label))]
        entity = splits.entity_of(row, entities[found.name, found.label])
        if row.entity_id != entity:
            row.entity_id = entity
            changed.append(row)
    Mention.objects.bulk_update(changed, ["entity"], batch_size=1000)
    _unify_speakers(story)


def _unify_speakers(story: Story) -> None:
    """A speaker is called as the entity is; the outermost name of the chain stays as the article has it."""
    spoken = list(Sentence.objects.filter(article__story=story, chain__len__gt=0))
    if not spoken:
        return
    called = _names_by_article(story)
    changed = []
    for sentence in spoken:
        speaker = called.get((sentence.article_id, sentence.chain[0]), sentence.chain[0])
        if sentence.speaker != speaker:
            sentence.speaker = speaker
            changed.append(sentence)
    Sentence.objects.bulk_update(changed, ["speaker"], batch_size=1000)


def _names_by_article(story: Story) -> dict[SpeakerKey, str]:
    """The entity that most of an article's mentions of a name lead to."""
    counted: defaultdict[SpeakerKey, Counter[str]] = defaultdict(Counter)
    rows = Mention.objects.filter(article__story=story).order_by("article_id", "start")
    for article, name, entity in rows.values_list("article_id", "name", "entity__name"):
        counted[article, name][entity] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counted.items()}


def _pure(row: Mention) -> types.Mention:
    label, form = cast(types.Label, row.label), cast(types.Form, row.form)
    return types.Mention(start=row.start, end=row.end, label=label, name=row.name, form=form)
