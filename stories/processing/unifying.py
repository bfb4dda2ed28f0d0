"""A story's mentions in; one entity for each person, place and organisation of the story out."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from stories.models import Mention, Story
from stories.nlp import types
from stories.nlp.names import NameKey, unify_names
from stories.processing.entities import link_names


def unify_story_names(story: Story) -> None:
    """Let every mention lead to the entity the whole story means: "Putin" here, his full name in another report."""
    rows = list(Mention.objects.filter(article__story=story).order_by("article_id", "start"))
    by_article: defaultdict[str, list[types.Mention]] = defaultdict(list)
    for row in rows:
        by_article[str(row.article_id)].append(_pure(row))
    names = unify_names(by_article)
    entities = link_names({(found.name, found.label) for found in names.values()})
    changed = []
    for row in rows:
        found = names[NameKey(str(row.article_id), row.name, cast(types.Label, row.label))]
        if row.entity_id != entities[found.name, found.label]:
            row.entity_id = entities[found.name, found.label]
            changed.append(row)
    Mention.objects.bulk_update(changed, ["entity"], batch_size=1000)


def _pure(row: Mention) -> types.Mention:
    label, form = cast(types.Label, row.label), cast(types.Form, row.form)
    return types.Mention(start=row.start, end=row.end, label=label, name=row.name, form=form)
