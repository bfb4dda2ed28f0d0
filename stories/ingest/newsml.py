"""NewsML-G2 (IPTC) in, one Draft a news item out; packages are followed only to the items in the same file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from stories.ingest.decoding import Decoded
from stories.ingest.types import Draft, IngestError, Payload, Problem, Release

RELEASES: Mapping[str, Release] = {"withheld": "withheld", "canceled": "canceled"}
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "hl2", "li", "blockquote", "br", "div", "figcaption",
                        "caption", "tr"})  # fmt: skip
UNREAD = frozenset({"script", "style", "title", "head", "hedline", "media"})  # of XHTML and NITF bodies
MAX_DEPTH = 100


def read_newsml(decoded: Decoded, name: str) -> Iterator[Draft | Problem]:
    try:
        root = fromstring(decoded.text.encode("utf-8", "replace"), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise IngestError(_("Kein lesbares XML: %(error)s") % {"error": error}) from error
    _check_depth(root)
    items = [root] if _tag(root) == "newsItem" else [one for one in root.iter() if _tag(one) == "newsItem"]
    if not items:
        raise IngestError(_("Die NewsML-Datei enthält keinen Artikel (newsItem)."))
    for number, item in enumerate(items, start=1):
        place = _("%(name)s, Eintrag %(number)d") % {"name": name, "number": number}
        try:
            fields = _item_fields(item)
        except IngestError as error:
            yield Problem(place=place, reason=str(error))
            continue
        payload = Payload(content=_written(item), name=place, media_type="application/vnd.iptc.g2.newsitem+xml")
        yield Draft(**fields, place=place, payload=payload, encoding=decoded.encoding, notices=decoded.notices)


def _check_depth(root: Element) -> None:
    """Refuse towers of elements, level by level: reading and keeping them would recurse."""
    level, depth = [root], 0
    while level:
        if depth > MAX_DEPTH:
            raise IngestError(_("Die XML-Datei ist tiefer verschachtelt als jeder Artikel; sie wird nicht gelesen."))
        level, depth = [child for element in level for child in element], depth + 1


def _item_fields(item: Element) -> dict[str, Any]:
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    kind = _code(_child(meta, "itemClass"))
    if kind and kind not in {"text", "composite"}:
        raise IngestError(_("Das ist kein Text, sondern: %(type)s. Aufgenommen werden nur Texte.") % {"type": kind})
    rights = _child(item, "rightsInfo")
    return {
        "external_id": item.get("guid", ""),
        "title": _words(_child(content, "headline")),
        "text": _body(_child(item, "contentSet")) or _words(_child(content, "description")),
        "language": (_child(content, "language").get("tag") or item.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or "",
        "published": _words(_child(meta, "firstCreated")) or _words(_child(meta, "versionCreated")),
        "source": _named(_child(meta, "provider")) or _named(_child(content, "infoSource"))
        or _named(_child(rights, "copyrightHolder")),
        "byline": _words(_child(content, "by")) or _named(_child(content, "creator")),
        "embargoed": _words(_child(meta, "embargoed")),
        "release": RELEASES.get(_code(_child(meta, "pubStatus")), ""),
    }  # fmt: skip


def _body(contents: Element) -> str:
    for one in contents:
        if _tag(one) == "inlineXML":
            body = next((part for part in one.iter() if _tag(part) in {"body.content", "body"}), one)
            return "".join(_pieces(body)).strip()
        if _tag(one) == "inlineData":
            return (one.text or "").strip()
    return ""


def _pieces(element: Element) -> Iterator[str]:
    """The words of a body with a blank line around each paragraph."""
    around = "\n\n" if _tag(element) in PARAGRAPHS else ""
    yield around
    if _tag(element) not in UNREAD:
        yield " ".join((element.text or "").split("\n"))
        for child in element:
            yield from _pieces(child)
            yield " ".join((child.tail or "").split("\n"))
    yield around


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> Element:
    """The first child of that name, in any namespace; an empty element where there is none."""
    return next((one for one in element if _tag(one) == name), Element("none"))


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _named(element: Element) -> str:
    """The name an element gives, or what its code or literal says after the prefix."""
    names: Iterable[str] = (_words(one) for one in element if _tag(one) == "name")
    return next(filter(None, names), "") or element.get("literal", "") or element.get("qcode", "").rpartition(":")[2]


def _code(element: Element) -> str:
    """usable of stat:usable, whether as qcode or as the end of a uri."""
    return (element.get("qcode") or element.get("uri") or "").replace("/", ":").rpartition(":")[2].lower()


def _written(item: Element) -> bytes:
    return bytes(tostring(item, encoding="utf-8"))
