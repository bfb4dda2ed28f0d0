"""A schema.org NewsArticle (JSON-LD) in, fields of a Draft out; used for .json files and for web pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TYPES = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "Report",
                   "LiveBlogPosting", "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle"})  # fmt: skip
MAX_DEPTH = 4


def find_articles(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every article object in a JSON-LD value: alone, in a list, or under @graph."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from find_articles(one, depth + 1)
    elif isinstance(value, dict):
        if is_newsarticle(value):
            yield value
        yield from find_articles(value.get("@graph"), depth + 1)


def is_newsarticle(row: Mapping[str, Any]) -> bool:
    stated = row.get("@type")
    return bool(TYPES & {one for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, str)})


def newsarticle_fields(row: Mapping[str, Any]) -> dict[str, str]:
    identifier, address = _plain(row.get("@id")), _plain(row.get("url"))
    return {
        "title": _plain(row.get("headline")) or _plain(row.get("name")),
        "text": _plain(row.get("articleBody")),
        "source": _name(row.get("publisher")),
        "published": _plain(row.get("datePublished")),
        "url": address or (identifier if identifier.startswith("http") else ""),
        "language": _plain(row.get("inLanguage")),
        "byline": _name(row.get("author")),
        "external_id": identifier,
    }


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value)))
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)
