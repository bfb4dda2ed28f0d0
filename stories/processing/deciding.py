"""What an editor decides about stories in; Decision rows and the changed stories out, in one transaction.

A decision takes effect at once and is kept as an input: pins hold every article where an editor saw it,
so that a rebuild, even one that assigns everything anew, obeys. Undoing marks a decision, never deletes it.
The caller enqueues the rebuilds of the stories that are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from stories.models import Article, Decision, Story
from stories.processing.assigning import LOCK

Kind = Decision.Kind


class DecisionError(Exception):
    """A decision that cannot be made; the message, for editors, says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    decision: Decision
    stories: tuple[int, ...]
    """Stories to be rebuilt."""


def merge_stories(survivor: Story, absorbed: Story, *, by: User | None, reason: str = "") -> Changed:
    """Both stories' articles in the first; the address of the second leads to it."""
    with transaction.atomic():
        survivor, absorbed = _locked(survivor, absorbed)
        if survivor.pk == absorbed.pk:
            raise DecisionError(_("Eine Geschichte kann nicht mit sich selbst zusammengelegt werden."))
        for story in (survivor, absorbed):
            _require_standing(story)
        moved = list(absorbed.articles.all())
        behind = list(absorbed.merged.values_list("pk", flat=True))
        details = {"absorbed": absorbed.pk, "articles": _keys(moved), "behind": behind}
        decision = _decide(Kind.MERGE, survivor, by, reason, details, (survivor, absorbed))
        _pin([*survivor.articles.all(), *moved], survivor, decision)
        Story.objects.filter(pk__in=[absorbed.pk, *behind]).update(merged_into=survivor)
        return Changed(decision, (survivor.pk, absorbed.pk))


def split_story(story: Story, articles: Sequence[Article], *, by: User | None, reason: str = "") -> Changed:
    """These articles in a new story, the others stay; neither side mixes again by machine."""
    with transaction.atomic():
        (story,) = _locked(story)
        _require_standing(story)
        chosen = {article.pk for article in articles}
        moved = [article for article in story.articles.all() if article.pk in chosen]
        stay = [article for article in story.articles.all() if article.pk not in chosen]
        if not moved or not stay:
            raise DecisionError(_("Zum Teilen muss auf jeder Seite wenigstens ein Artikel stehen."))
        new = Story.objects.create(language=story.language, title=moved[0].title)
        details = {"new": new.pk, "articles": _keys(moved)}
        decision = _decide(Kind.SPLIT, story, by, reason, details, (story, new))
        _pin(moved, new, decision)
        _pin(stay, story, decision)
        return Changed(decision, (story.pk, new.pk))


def move_article(article: Article, target: Story | None, *, by: User | None, reason: str = "") -> Changed:
    """The article in another story; None gives it one of its own."""
    with transaction.atomic():
        before, target = _move_between(article, target)
        details = _moving(article, before)
        decision = _decide(Kind.PIN, target, by, reason, details, (before, target), article=article)
        _put(article, target, decision)
        _close_if_empty(before, target)
        return Changed(decision, _rebuilt(before, target))


def decide_pair(left: Article, right: Article, *, same: bool, by: User | None, reason: str = "") -> Changed:
    """Whether two articles belong to one story; the left one moves where the answer asks for it."""
    if left.pk == right.pk:
        raise DecisionError(_("Das ist zweimal derselbe Artikel."))
    with transaction.atomic():
        kind = Kind.SAME_STORY if same else Kind.NOT_SAME_STORY
        if (left.story_id == right.story_id) == same:  # as it is already: a constraint for every later run
            decision = _decide(kind, None, by, reason, {}, (left.story,), article=left, other=right)
            return Changed(decision, ())
        before, target = _move_between(left, right.story if same else None)
        details = _moving(left, before)
        decision = _decide(kind, target, by, reason, details, (before, target), article=left, other=right)
        _pin([left], target, decision)
        _close_if_empty(before, target)
        return Changed(decision, _rebuilt(before, target))


def rename_story(story: Story, title: str, *, by: User | None, reason: str = "") -> Changed:
    """The editors' title; an empty one gives back the clearest headline of a source."""
    return _set(story, Kind.RENAME, "editor_title", title.strip()[:500], by, reason)


def lock_story(story: Story, locked: bool, *, by: User | None, reason: str = "") -> Changed:
    """Whether the machine may still assign articles to it."""
    return _set(story, Kind.LOCK, "locked", locked, by, reason)


def undo(decision: Decision, *, by: User | None) -> Changed:
    """Take a decision back, and with it what it did; later ones about the same stories must be undone first."""
    with transaction.atomic():
        decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if decision.undone_at is not None:
            raise DecisionError(_("Die Entscheidung ist schon zurückgenommen."))
        if "part_of" in decision.details:
            raise DecisionError(_("Das ist Teil einer größeren Entscheidung; bitte diese zurücknehmen."))
        _refuse_if_built_upon(decision)
        stories = _undo_effect(decision)
        parts = Decision.objects.in_force().filter(details__part_of=decision.pk)
        for part in parts:
            part.undo(by)
        decision.undo(by)
        return Changed(decision, stories)


def _undo_effect(decision: Decision) -> tuple[int, ...]:
    details = decision.details
    if decision.kind in {Kind.RENAME, Kind.LOCK}:
        return _unset(decision)
    if decision.kind == Kind.MERGE:
        absorbed = Story.objects.select_for_update().get(pk=details["absorbed"])
        Story.objects.filter(pk=absorbed.pk).update(merged_into=None)
        Story.objects.filter(pk__in=details["behind"], merged_into=decision.story_id).update(merged_into=absorbed)
        return _put_back(decision, absorbed.pk)
    if decision.kind == Kind.SPLIT:
        changed = _put_back(decision, decision.story_id)
        Story.objects.filter(pk=details["new"]).update(merged_into=decision.story_id)
        return changed
    if details.get("from"):
        return _undo_move(decision)
    return tuple(filter(None, [decision.story_id, decision.article.story_id if decision.article else None]))


def _undo_move(decision: Decision) -> tuple[int, ...]:
    before = Story.objects.select_for_update().get(pk=decision.details["from"])
    Story.objects.filter(pk=before.pk).update(merged_into=None)
    Story.objects.filter(pk__in=decision.details["behind"], merged_into=decision.story_id).update(merged_into=before)
    changed = _put_back(decision, before.pk)
    _close_if_empty(decision.story, before)
    return changed


def _put_back(decision: Decision, story: int | None) -> tuple[int, ...]:
    """The moved articles where they were, each with the reason it was there for."""
    reasons = decision.details.get("why", {})
    for article in Article.objects.filter(pk__in=decision.details["articles"]):
        article.story_id, article.why = story, reasons.get(str(article.pk), {})
        article.save(update_fields=["story", "why"])
    return tuple(decision.details["stories"])


def _locked(*stories: Story) -> list[Story]:
    """Fresh rows that nobody else changes meanwhile, always locked in one order; no assignment runs beside it."""
    with connection.cursor() as cursor:
        for language in sorted({story.language for story in stories}):
            cursor.execute(LOCK, [f"assign-{language.split('-')[0]}"])
    rows = Story.objects.select_for_update().filter(pk__in=[story.pk for story in stories]).order_by("pk")
    found = {story.pk: story for story in rows}
    return [found[story.pk] for story in stories]


def _move_between(article: Article, target: Story | None) -> tuple[Story | None, Story]:
    article.refresh_from_db(fields=["story"])
    before = article.story
    if target is None:
        if before is not None and not before.articles.exclude(pk=article.pk).exists():
            raise DecisionError(_("Der Artikel ist schon eine eigene Geschichte."))
        target = Story.objects.create(language=article.language.split("-")[0], title=article.title)
    if before is not None and before.pk == target.pk:
        raise DecisionError(_("Der Artikel steht schon in dieser Geschichte."))
    rows = {story.pk: story for story in _locked(*filter(None, (before, target)))}
    _require_standing(rows[target.pk])
    return (rows[before.pk] if before else None), rows[target.pk]


def _moving(article: Article, before: Story | None) -> dict[str, Any]:
    behind = list(before.merged.values_list("pk", flat=True)) if before else []
    return {"from": before.pk if before else None, "behind": behind, "articles": [article.pk]}


def _require_standing(story: Story) -> None:
    if story.merged_into_id is not None:
        message = _("Die Geschichte %(number)d ist inzwischen mit %(other)d zusammengelegt; bitte neu laden.")
        raise DecisionError(message % {"number": story.pk, "other": story.merged_into_id})


def _decide(
    kind: str,
    story: Story | None,
    by: User | None,
    reason: str,
    details: dict[str, Any],
    stories: Iterable[Story | None],
    *,
    article: Article | None = None,
    other: Article | None = None,
) -> Decision:
    moved = Article.objects.filter(pk__in=details.get("articles", ()))
    details |= {"stories": [one.pk for one in stories if one is not None]}
    details |= {"why": {str(pk): why for pk, why in moved.values_list("pk", "why")}}
    return Decision.objects.create(
        kind=kind, story=story, article=article, other_article=other, made_by=by, reason=reason.strip(),
        details=details,
    )  # fmt: skip


def _pin(articles: Iterable[Article], story: Story, decision: Decision) -> None:
    """Hold each article in the story, as part of the decision."""
    articles = list(articles)
    Decision.objects.bulk_create(
        Decision(
            kind=Kind.PIN, story=story, article=article, made_by_id=decision.made_by_id, reason=decision.reason,
            made_at=decision.made_at, details={"part_of": decision.pk},
        )
        for article in articles
    )  # fmt: skip
    for article in articles:
        if article.story_id != story.pk:
            _put(article, story, decision)


def _put(article: Article, story: Story, decision: Decision) -> None:
    article.story, article.why = story, {"rule": "editor", "story": str(story.pk), "decision": decision.pk}
    article.save(update_fields=["story", "why"])


def _close_if_empty(before: Story | None, target: Story) -> None:
    """An emptied story keeps its row; its address, and those that led to it, lead to where its articles went."""
    if before is not None and not before.articles.exists():
        Story.objects.filter(Q(pk=before.pk) | Q(merged_into=before)).update(merged_into=target)


def _set(story: Story, kind: str, field: str, value: Any, by: User | None, reason: str) -> Changed:
    with transaction.atomic():
        (story,) = _locked(story)
        before = getattr(story, field)
        if before == value:
            raise DecisionError(_("Das ist schon so."))
        Story.objects.filter(pk=story.pk).update(**{field: value})
        details = {"field": field, "before": before, "after": value}
        return Changed(_decide(kind, story, by, reason, details, (story,)), (story.pk,))


def _unset(decision: Decision) -> tuple[int, ...]:
    details = decision.details
    unchanged = Story.objects.filter(**{"pk": decision.story_id, details["field"]: details["after"]})
    if not unchanged.update(**{details["field"]: details["before"]}):
        raise DecisionError(_("Inzwischen steht dort etwas anderes; es wurde nichts überschrieben."))
    return tuple(details["stories"])


def _refuse_if_built_upon(decision: Decision) -> None:
    """The newest decision that moved articles of these stories goes first, or undoing would tear them apart."""
    if decision.kind in {Kind.RENAME, Kind.LOCK}:
        return
    later = Decision.objects.in_force().filter(pk__gt=decision.pk, details__has_key="articles")
    for story in decision.details.get("stories", ()):
        found = later.filter(details__stories__contains=[story]).order_by("-pk").first()
        if found is not None:
            message = _("Danach wurde entschieden: „%(kind)s“ (%(number)d). Bitte zuerst das zurücknehmen.")
            raise DecisionError(message % {"kind": found.get_kind_display(), "number": found.pk})


def _rebuilt(before: Story | None, target: Story) -> tuple[int, ...]:
    return tuple(story.pk for story in (before, target) if story is not None)


def _keys(articles: Iterable[Article]) -> list[int]:
    return [article.pk for article in articles]
