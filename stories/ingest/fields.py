"""Names that columns and JSON fields bear in the wild → fields of a Draft (the field map of formats without a norm)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from stories.ingest.types import IngestError

# Draft field → accepted names, in lower case; the first is the one that exports write.
NAMES: Mapping[str, tuple[str, ...]] = {
    "external_id": ("id", "external_id", "kennung", "guid", "nr", "nummer"),
    "title": ("title", "titel", "headline", "überschrift", "ueberschrift", "schlagzeile"),
    "text": ("text", "body", "articlebody", "inhalt", "artikeltext", "volltext", "content"),
    "source": ("source", "quelle", "publisher", "medium", "zeitung", "verlag", "site_name"),
    "published": (
        "published", "datum", "date", "zeit", "zeitpunkt", "veröffentlicht", "veroeffentlicht", "erschienen",
        "published_at", "datepublished", "pubdate", "firstcreated", "versioncreated",
    ),
    "url": ("url", "link", "adresse", "webadresse"),
    "language": ("language", "sprache", "lang"),
    "byline": ("byline", "autor", "autorin", "author", "by", "verfasser"),
    "embargoed": ("embargoed", "sperrfrist", "gesperrt bis"),
}  # fmt: skip
KNOWN = {name: field for field, names in NAMES.items() for name in names}


def columns(header: Iterable[object]) -> dict[int, str]:
    """Which column holds which field; raise IngestError where neither title nor text is among them."""
    found: dict[int, str] = {}
    for number, name in enumerate(header):
        field = KNOWN.get(str(name or "").strip().lstrip("\ufeff").lower())
        if field is not None and field not in found.values():
            found[number] = field
    if not {"title", "text"} & set(found.values()):
        message = _(
            "Die erste Zeile nennt weder eine Spalte „titel“ noch „text“. Möglich sind: titel, text, quelle, "
            "datum, url, sprache, autor, id (oder englisch)."
        )
        raise IngestError(message)
    return found
