"""What an editor decides about names in: merged, renamed, of another kind, hidden, split. Decision rows and the stories
to be rebuilt out.

An entity that lost its name, its kind or its independence keeps a row under the old one, with ``merged_into``: by it
the annotate stage finds the entity again, and old addresses lead on. Mentions follow at once where that is one
statement, and with the rebuild everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from stories.models import Alias, Article, Decision, Entity, Mention
from stories.processing import deciding
from stories.processing.deciding import Changed, DecisionError

Kind = Decision.Kind
KINDS = (
    Kind.ENTITY_MERGED, Kind.ENTITY_RENAMED, Kind.ENTITY_RETYPED, Kind.ENTITY_HIDDEN, Kind.ENTITY_SPLIT,
)  # fmt: skip
LONGEST = 200


def merge_entities(absorbed: Entity, survivor: Entity, *, by: User | None, reason: str = "") -> Changed:
    """One entity for both; what led to the first leads to the second."""
    with transaction.atomic():
        absorbed, survivor = _locked(absorbed, survivor)
        if absorbed.pk == survivor.pk:
            raise DecisionError(_("Ein Name kann nicht mit sich selbst zusammengelegt werden."))
        stories = stories_naming(absorbed)
        behind = list(absorbed.merged.values_list("pk", flat=True))
        details: dict[str, Any] = {"behind": behind, "spellings": _move_spellings(absorbed, survivor)}
        moved = survivor.aliases.filter(pk__in=details["spellings"]["moved"])
        is_other = absorbed.label != survivor.label
        details |= {"held": _hold_spellings(survivor, absorbed.label, moved) if is_other else []}
        Entity.objects.filter(pk__in=[absorbed.pk, *behind]).update(merged_into=survivor)
        Mention.objects.filter(entity=absorbed).update(entity=survivor)
        return Changed(_decide(Kind.ENTITY_MERGED, (survivor, absorbed), details, by, reason), stories)


def rename_entity(entity: Entity, name: str, *, by: User | None, reason: str = "") -> Changed:
    """Another canonical name; the old one stays a spelling of it."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise DecisionError(_("Der Name ist leer oder zu lang."))
    return _restate(Kind.ENTITY_RENAMED, entity, name, entity.label, by, reason)


def retype_entity(entity: Entity, label: str, *, by: User | None, reason: str = "") -> Changed:
    """A place that is an organisation, a person that is a place."""
    if label not in Entity.Label.values:
        raise DecisionError(_("Diese Art gibt es nicht."))
    return _restate(Kind.ENTITY_RETYPED, entity, entity.name, label, by, reason)


def hide_entity(entity: Entity, hidden: bool = True, *, by: User | None, reason: str = "") -> Changed:
    """Readers no longer see it as a name; what the sources wrote stays."""
    with transaction.atomic():
        (entity,) = _locked(entity)
        if entity.hidden == hidden:
            raise DecisionError(_("Das ist schon so."))
        Entity.objects.filter(pk=entity.pk).update(hidden=hidden)
        details = {"before": {"hidden": entity.hidden}, "after": {"hidden": hidden}}
        return Changed(_decide(Kind.ENTITY_HIDDEN, (entity,), details, by, reason), ())


def split_entity(
    entity: Entity, name: str, *, articles: Sequence[Article] = (), mentions: Sequence[Mention] = (),
    by: User | None, reason: str = "",
) -> Changed:  # fmt: skip
    """These mentions, or all of these articles, mean somebody else: a new entity, or the one that bears the name."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise DecisionError(_("Der Name ist leer oder zu lang."))
    with transaction.atomic():
        (entity,) = _locked(entity)
        moved = Mention.objects.filter(entity=entity)
        chosen = moved.filter(article__in=articles) | moved.filter(pk__in=[mention.pk for mention in mentions])
        if not chosen.exists():
            raise DecisionError(_("Keine dieser Stellen nennt den Namen."))
        into, is_new = _bearer(entity, name)
        places = [[one.article_id, one.start, one.end] for one in mentions if one.entity_id == entity.pk]
        details = {"entity": entity.pk, "into": into.pk, "is_new": is_new, "places": places}
        details |= {"reports": sorted(article.pk for article in articles)}
        stories = _stories_of(chosen)
        Mention.objects.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(entity=into)
        return Changed(_decide(Kind.ENTITY_SPLIT, (entity, into), details, by, reason), stories)


def undo(decision: Decision, *, by: User | None) -> Changed:
    """Names lead again where they led; later decisions about the same entities must be undone first."""
    with transaction.atomic():
        decision = deciding.undo(decision, by=by).decision
        _refuse_if_built_upon(decision)
        entities = decision.details["entities"]
        list(Entity.objects.select_for_update().filter(pk__in=entities).order_by("pk"))
        stories = _stories_of(Mention.objects.filter(entity__in=entities))
        _UNDO[Kind(decision.kind)](decision.details)
        return Changed(decision, stories)


def stories_naming(entity: Entity) -> tuple[int, ...]:
    return _stories_of(Mention.objects.filter(entity=entity))


def _restate(kind: str, entity: Entity, name: str, label: str, by: User | None, reason: str) -> Changed:
    with transaction.atomic():
        (entity,) = _locked(entity)
        before = {"name": entity.name, "label": entity.label}
        after = {"name": name, "label": label}
        if before == after:
            raise DecisionError(_("Das ist schon so."))
        held = [_exchange(entity, name, label)]
        if label != before["label"]:
            held += _hold_spellings(entity, before["label"], entity.aliases)
        spelling = _spell(entity, before["name"]) if name != before["name"] else None
        details = {"before": before, "after": after, "held": held, "spelling": spelling}
        return Changed(_decide(kind, (entity,), details, by, reason), stories_naming(entity))


def _exchange(entity: Entity, name: str, label: str) -> dict[str, Any]:
    """Give the entity its new name and kind; another row holds the old ones for it."""
    old = {"name": entity.name, "label": entity.label}
    row = Entity.objects.filter(name=name, label=label).exclude(pk=entity.pk).first()
    if row is not None and not _is_spare(row, entity):
        message = _("Einen Namen „%(name)s“ dieser Art gibt es schon; bitte die beiden zusammenlegen.")
        raise DecisionError(message % {"name": name})
    if row is None:
        Entity.objects.filter(pk=entity.pk).update(name=name, label=label)
        return {"row": Entity.objects.create(merged_into=entity, **old).pk, "is_new": True}
    before = row.merged_into_id
    _swap(entity, row)
    Entity.objects.filter(pk=row.pk).update(merged_into=entity)
    return {"row": row.pk, "is_new": False, "merged_into": before}


def _swap(entity: Entity, row: Entity) -> None:
    """Exchange name and kind of two rows, past the constraint that no two are alike."""
    mine, theirs = (entity.name, entity.label), (row.name, row.label)
    Entity.objects.filter(pk=row.pk).update(name=f"#{row.pk}")
    Entity.objects.filter(pk=entity.pk).update(name=theirs[0], label=theirs[1])
    Entity.objects.filter(pk=row.pk).update(name=mine[0], label=mine[1])


def _is_spare(row: Entity, entity: Entity) -> bool:
    """Whether the row leads to the entity anyway, or nothing hangs on it."""
    if row.merged_into_id is not None:
        return row.merged_into_id == entity.pk
    return not (row.hidden or row.mentions.exists() or row.aliases.exists() or row.merged.exists())


def _hold_spellings(entity: Entity, label: str, spellings: Any) -> list[dict[str, Any]]:
    """Editors' spellings are found under the entity's kind alone: hold each under the old kind, too."""
    held: list[dict[str, Any]] = []
    for text in spellings.filter(origin=Alias.Origin.EDITOR).values_list("text", flat=True):
        row, is_new = Entity.objects.get_or_create(name=text, label=label, defaults={"merged_into": entity})
        if is_new:
            held.append({"row": row.pk, "is_new": True})
        elif row.pk != entity.pk and row.merged_into_id is None and _is_spare(row, entity):
            Entity.objects.filter(pk=row.pk).update(merged_into=entity)
            held.append({"row": row.pk, "is_new": False, "merged_into": None})
    return held


def _spell(entity: Entity, text: str) -> int | None:
    """A spelling for search and for the page of the name; its key if it is new."""
    alias, is_new = Alias.objects.get_or_create(entity=entity, text=text, defaults={"origin": Alias.Origin.MACHINE})
    return alias.pk if is_new else None


def _move_spellings(absorbed: Entity, survivor: Entity) -> dict[str, Any]:
    known = list(survivor.aliases.values_list("text", flat=True))
    moved = list(absorbed.aliases.exclude(text__in=[*known, survivor.name]).values_list("pk", flat=True))
    Alias.objects.filter(pk__in=moved).update(entity=survivor)
    return {"moved": moved, "new": _spell(survivor, absorbed.name) if absorbed.name != survivor.name else None}


def _bearer(entity: Entity, name: str) -> tuple[Entity, bool]:
    row = Entity.objects.filter(name=name, label=entity.label).first()
    if row is None:
        return Entity.objects.create(name=name, label=entity.label), True
    if row.pk == entity.pk or row.merged_into_id is not None:
        raise DecisionError(_("Dieser Name führt schon hierher oder zu einem anderen; bitte einen eigenen wählen."))
    return row, False


def _decide(
    kind: str, entities: Iterable[Entity], details: dict[str, Any], by: User | None, reason: str
) -> Decision:  # fmt: skip
    details = details | {"entities": [entity.pk for entity in entities]}
    return Decision.objects.create(kind=kind, details=details, reason=reason.strip(), made_by=by)


def _unmerge(details: dict[str, Any]) -> None:
    survivor, absorbed = details["entities"]
    row = Entity.objects.get(pk=absorbed)
    _release(details["held"])
    Entity.objects.filter(pk=absorbed).update(merged_into=None)
    Entity.objects.filter(pk__in=details["behind"], merged_into=survivor).update(merged_into=absorbed)
    Alias.objects.filter(pk__in=details["spellings"]["moved"], entity=survivor).update(entity=absorbed)
    Alias.objects.filter(pk=details["spellings"]["new"]).delete()
    Mention.objects.filter(entity=survivor, name=row.name, label=row.label).update(entity=absorbed)


def _unstate(details: dict[str, Any]) -> None:
    entity = Entity.objects.filter(pk=details["entities"][0], **details["after"]).first()
    if entity is None:
        raise DecisionError(_("Inzwischen steht dort etwas anderes; es wurde nichts überschrieben."))
    first, *others = details["held"]
    _release(others)
    _swap(entity, Entity.objects.get(pk=first["row"]))
    _release([first])
    Alias.objects.filter(pk=details["spelling"]).delete()


def _unhide(details: dict[str, Any]) -> None:
    Entity.objects.filter(pk=details["entities"][0], **details["after"]).update(**details["before"])


def _unsplit(details: dict[str, Any]) -> None:
    entity, into = details["entity"], details["into"]
    given = Mention.objects.filter(entity=into)
    for article, start, end in details["places"]:
        given.filter(article=article, start=start, end=end).update(entity=entity)
    if details["is_new"]:
        given.update(entity=entity)
        Entity.objects.filter(pk=into).delete()
    else:
        given.filter(article__in=details["reports"]).exclude(name=Entity.objects.get(pk=into).name).update(
            entity=entity
        )


_UNDO = {
    Kind.ENTITY_MERGED: _unmerge, Kind.ENTITY_RENAMED: _unstate, Kind.ENTITY_RETYPED: _unstate,
    Kind.ENTITY_HIDDEN: _unhide, Kind.ENTITY_SPLIT: _unsplit,
}  # fmt: skip


def _release(held: Iterable[dict[str, Any]]) -> None:
    for one in held:
        row = Entity.objects.filter(pk=one["row"])
        if one["is_new"]:
            row.delete()
        else:
            row.update(merged_into=one["merged_into"])


def _refuse_if_built_upon(decision: Decision) -> None:
    later = Decision.objects.in_force().filter(pk__gt=decision.pk, kind__in=KINDS)
    for entity in decision.details["entities"]:
        found = later.filter(details__entities__contains=[entity]).order_by("-pk").first()
        if found is not None:
            message = _("Danach wurde entschieden: „%(kind)s“ (%(number)d). Bitte zuerst das zurücknehmen.")
            raise DecisionError(message % {"kind": found.get_kind_display(), "number": found.pk})


def _locked(*entities: Entity) -> list[Entity]:
    """Fresh rows that nobody else changes meanwhile, locked in one order."""
    rows = Entity.objects.select_for_update().filter(pk__in=[one.pk for one in entities]).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        if row.merged_into_id is not None:
            raise DecisionError(_("„%(name)s“ ist schon mit einem anderen zusammengelegt.") % {"name": row.name})
    return [found[one.pk] for one in entities]


def _stories_of(mentions: Any) -> tuple[int, ...]:
    found = mentions.filter(article__story__isnull=False).values_list("article__story_id", flat=True).distinct()
    return tuple(found.order_by("article__story_id"))
