"""The stated name of a source in, the Source out; a new name becomes a new source, and that is said."""

from __future__ import annotations

import difflib
import itertools
import string
import unicodedata

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.text import slugify
from django.utils.translation import gettext as _

from stories.ingest.decoding import storable
from stories.ingest.types import Question
from stories.models import Source
from stories.models.sources import MARK_SLOTS

MAX_NAME = 120
SIMILAR = 0.85  # share of equal letters above which a new name may be a slip of the pen; only ever a remark
ZONES = {"de-CH": "Europe/Zurich", "de-AT": "Europe/Vienna", "en": "Europe/London"}
COUNTRIES = {"de-CH": "CH", "de-AT": "AT"}


def resolve_source(name: str, *, language: str = "") -> tuple[Source, tuple[str, ...]]:
    """The source of that name and remarks for the editor; an unknown name is created with cautious rights."""
    name = " ".join(unicodedata.normalize("NFC", storable(name)).split())
    if not name:
        message = _("Die Quelle fehlt. Vorschlag: --source mit einem dieser Namen: %(known)s")
        raise Question(message % {"known": _known()}, field="source")
    if len(name) > MAX_NAME:
        message = _("Der Name der Quelle ist zu lang (höchstens %(limit)d Zeichen).") % {"limit": MAX_NAME}
        raise Question(message, field="source", proposal=name[:MAX_NAME])
    source = Source.objects.filter(name__iexact=name).first()
    if source is not None:
        return source, ()
    similar = similar_source(name)
    try:
        with transaction.atomic():
            created = create_source(name, language=language)
    except IntegrityError:  # another upload made the source, or took its mark, at the same moment
        source = Source.objects.filter(name__iexact=name).first()
        if source is not None:
            return source, ()
        created = create_source(name, language=language)
    return created, (_remark(created, similar),)


def similar_source(name: str) -> str:
    """The known source that a new name may be a slip of the pen for, or nothing."""
    known = Source.objects.values_list("name", flat=True)
    return next(iter(difflib.get_close_matches(name, known, 1, SIMILAR)), "")


def create_source(name: str, *, language: str = "") -> Source:
    return Source.objects.create(
        name=name, slug=_free_slug(name), mark=_free_mark(name), slot=_rarest_slot(), language=language or "de",
        zone=ZONES.get(language, "Europe/Berlin"), country=COUNTRIES.get(language, ""), display=Source.Display.EXTRACT,
    )  # fmt: skip


def _known() -> str:
    names = list(Source.objects.order_by("name").values_list("name", flat=True)[:6])
    return ", ".join(f"„{name}“" for name in names) or _("(noch keine Quelle angelegt)")


def _remark(source: Source, similar: str) -> str:
    message = _(
        "Neue Quelle „%(name)s“ angelegt, Zeichen %(mark)s, Anzeigerecht: Auszug. "
        "Angaben bitte in der Redaktion ergänzen."
    )
    remark = message % {"name": source.name, "mark": source.mark}
    if similar:
        remark += " " + _("Gemeint war vielleicht „%(similar)s“?") % {"similar": similar}
    return remark


def _free_slug(name: str) -> str:
    base = slugify(name.replace("ß", "ss"))[:70] or "quelle"
    taken = set(Source.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str) -> itertools.chain[str]:
    return itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))


def _free_mark(name: str) -> str:
    """One to three capital letters that no other source has: initials first, then any."""
    words = [word for word in slugify(name).upper().split("-") if word]
    letters = "".join(words) or "Q"
    initials = "".join(word[0] for word in words)
    proposals = [initials[:2], initials[:3], letters[:2], letters[:3]]
    proposals += [letters[0] + b + c for b in string.ascii_uppercase for c in ["", *string.ascii_uppercase]]
    proposals += ["".join(mark) for mark in itertools.product(string.ascii_uppercase + string.digits, repeat=3)]
    taken = set(Source.objects.values_list("mark", flat=True))
    return next(mark for mark in proposals if mark and mark not in taken)


def _rarest_slot() -> int:
    used = dict(Source.objects.values_list("slot").annotate(Count("pk")))
    return min(range(1, MARK_SLOTS + 1), key=lambda slot: (used.get(slot, 0), slot))
