"""Reduces a raw decoded text to the frozen ``Article.text``: str in, str out, and a second run changes nothing.

Offsets of all later stages count code points of this result, so everything invisible goes here: control,
zero-width and direction characters, byte order marks, odd spaces, and HTML from a paste.
"""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

# Tags that say "this paste is HTML"; anything else in angle brackets is the author's own text.
_BLOCK_TAGS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article", "table",
    "tr", "header", "footer", "figure", "figcaption", "pre", "hr", "dl", "dt", "dd", "td", "th", "body", "html", "main",
}  # fmt: skip
_INLINE_TAGS = {
    "a", "b", "i", "u", "em", "strong", "span", "small", "sub", "sup", "font", "img", "script", "style", "abbr", "q",
    "cite", "time", "mark", "head", "title", "meta", "link", "iframe", "svg", "button", "form", "input", "nav", "aside",
}  # fmt: skip
_LINE_TAGS = {"br"}
_DROPPED_WITH_CONTENT = {"script", "style", "title", "svg", "iframe", "noscript", "template", "head"}
_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_BLOCK_TAGS | _INLINE_TAGS | _LINE_TAGS, key=len, reverse=True))})\b[^<>]*>", re.I
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP_ROUNDS = 4  # text escaped more often than this is an attack, not a paste

_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028]")
# Zero-width joiners stay only between emoji, where they carry the picture.
_JOINER = re.compile(
    r"(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001\U000e0020-\U000e007f]"
)
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_EDGES = re.compile(r" *\n *")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(raw: str) -> str:
    """Return the text as it is kept: NFC, LF, at most one blank line, nothing invisible, no markup."""
    text = _normalise(raw)
    for _ in range(_MARKUP_ROUNDS):
        if not _has_markup(text):
            return text
        text = _normalise(_without_markup(text))
    if _has_markup(text):
        text = _normalise(re.sub(r"[<>&]", "", text))
    return text


def _normalise(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _JOINER.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    text = _LINE_EDGES.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip(" \n")


def _has_markup(text: str) -> bool:
    return bool(_TAG.search(text) or _ENTITY.search(text))


def _without_markup(text: str) -> str:
    if not _TAG.search(text):
        return html.unescape(text)
    kept = nh3.clean(
        text, tags=_BLOCK_TAGS | _LINE_TAGS, attributes={}, clean_content_tags=_DROPPED_WITH_CONTENT, link_rel=None
    )
    kept = re.sub(r"<br>", "\n", kept)
    return html.unescape(re.sub(r"</?[a-z][a-z0-9]*>", "\n\n", kept))
