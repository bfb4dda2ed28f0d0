"""An IPTC ninjs item (1.x to 3.x) in, fields of a Draft out.

Versions 1 and 2 write names in lower case, 3 in camelCase; read in lower case they are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from stories.ingest.types import IngestError, Release

SIGNS = frozenset({"versioncreated", "pubstatus", "headlines", "bodies", "body_text", "body_html", "body_xhtml",
                   "usageterms", "copyrightholder", "infosources"})  # fmt: skip
PLAIN, RICH = ("text/plain", ""), ("text/html", "application/xhtml+xml", "text/xml")
RELEASES: Mapping[str, Release] = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
NOT_TEXT = frozenset({"picture", "photo", "image", "graphic", "video", "audio", "animated", "event", "planning"})
MAX_DEPTH = 12


def is_ninjs(row: Mapping[str, Any]) -> bool:
    return "uri" in row and bool(SIGNS & {key.lower() for key in row})


def ninjs_fields(row: Mapping[str, Any]) -> dict[str, str]:
    item = _lowered(row)
    if _plain(item.get("type")).lower() in NOT_TEXT:
        message = _("Das ist kein Text, sondern: %(type)s. Aufgenommen werden nur Texte.")
        raise IngestError(message % {"type": _plain(item.get("type"))})
    uri = _plain(item.get("uri"))
    return {
        "title": _headline(item),
        "text": _body(item),
        "source": _source(item),
        "published": _first(item, "firstcreated", "contentcreated", "versioncreated"),
        "url": _link(item),
        "language": _plain(item.get("language")),
        "byline": _first(item, "by", "byline"),
        "external_id": uri,
        "embargoed": _plain(item.get("embargoed")),
        "release": RELEASES.get(_plain(item.get("pubstatus")).lower(), ""),
    }


def _headline(item: Mapping[str, Any]) -> str:
    headlines = [one for one in _dicts(item.get("headlines")) if _plain(one.get("value"))]
    main = [one for one in headlines if _plain(one.get("role")).lower() in {"main", ""}]
    return _plain((main or headlines)[0].get("value")) if headlines else _first(item, "headline", "title")


def _body(item: Mapping[str, Any]) -> str:
    """The body as HTML, whose paragraphs plain bodies often lost (cleaning reduces it), else plain, else the lead."""
    bodies = [one for one in _dicts(item.get("bodies")) if _plain(one.get("value"))]
    for types in (RICH, PLAIN):
        for one in bodies:
            if _plain(one.get("contenttype")).split(";")[0].strip().lower() in types:
                return _plain(one.get("value"))
    if bodies:
        return _plain(bodies[0].get("value"))
    leads = [_plain(one.get("value")) for one in _dicts(item.get("descriptions"))]
    return _first(item, "body_xhtml", "body_html", "body_text") or next(filter(None, leads), "")


def _source(item: Mapping[str, Any]) -> str:
    named = _first(item, "copyrightholder")
    sources = _dicts(item.get("infosources")) or _dicts(item.get("infosource"))
    return named or next((_plain(one.get("name")) for one in sources if _plain(one.get("name"))), "")


def _link(item: Mapping[str, Any]) -> str:
    """The public page among the alternative identifiers and renditions, where the item names one."""
    alternatives = _dicts(item.get("altids")) + _dicts(item.get("altlocator"))
    values = (_plain(one.get("value")) or _plain(one.get("href")) for one in alternatives)
    return next((value for value in values if value.startswith("http")), "")


def _lowered(value: Any, depth: int = 0) -> Any:
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(one, depth + 1) for key, one in value.items()}
    return [_lowered(one, depth + 1) for one in value] if isinstance(value, list) else value


def _first(item: Mapping[str, Any], *names: str) -> str:
    return next((_plain(item.get(name)) for name in names if _plain(item.get(name))), "")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
