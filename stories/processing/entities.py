"""Canonical names in, entities out. Nothing is guessed: a name leads to the entity that bears it, or to a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stories.models import Alias, Entity

NameKey = tuple[str, str]  # canonical name, label


def link_names(names: Iterable[NameKey]) -> Mapping[NameKey, int]:
    """The entity of each canonical name: an editor's alias first, then the same name and label, else a new row.

    Two workers may meet one name at once; the constraint keeps it one row.
    """
    wanted = {(name[:200], label) for name, label in names}
    wording = {name for name, _ in wanted}
    Entity.objects.bulk_create(_missing(wanted), ignore_conflicts=True)
    found = {
        (e.name, e.label): _survivor(e) for e in Entity.objects.filter(name__in=wording).select_related("merged_into")
    }
    aliases = Alias.objects.filter(text__in=wording, origin=Alias.Origin.EDITOR).select_related("entity__merged_into")
    found |= {(alias.text, alias.entity.label): _survivor(alias.entity) for alias in aliases}
    return {(name, label): found[name[:200], label] for name, label in names}


def _missing(wanted: set[NameKey]) -> list[Entity]:
    known = set(Entity.objects.filter(name__in={name for name, _ in wanted}).values_list("name", "label"))
    return [Entity(name=name, label=label) for name, label in sorted(wanted - known)]


def _survivor(entity: Entity) -> int:
    """Follow a merge; merging always points at the last survivor, so one step is enough."""
    return entity.merged_into_id or entity.pk
