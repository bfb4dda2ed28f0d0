"""Splits a text into sentences and non-sentences: str → tuple[Sentence], every visible character in exactly one span.

Captions, subheads, datelines, sign-offs and time stamps of a live blog come out as kind ``nonsentence``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from stories.nlp.types import Sentence

_LEXICON = Path(__file__).parent / "lexicon" / "sentences.toml"

Span = tuple[int, int]

_CLOSERS = "”“«»\"'’‘)]›‹"
# A full stop (with closing quotes) before white space; what follows decides whether it ends the sentence.
# The lookbehind keeps a run of full stops from being tried again at each of its characters.
_STOP = re.compile(rf"(?<![.!?…])([.!?…]++)([{re.escape(_CLOSERS)}]*+)(\s++)")
_WORD_BREAKS = frozenset(' \n(„“«»"/–-')
_OPENING = "„“«»\"'‚‘‹›(["
_ROMAN = re.compile(r"[IVX]+")
# Hard-wrapped text: a line this long without a full stop goes on in the next line.
_WRAP_WIDTH = 50
_TIME_STAMP = re.compile(
    r"(?:\++ *)?(?:\[?\d{1,2}[:.]\d{2}(?: Uhr)?\]?|\d{1,2} Uhr)(?: *\++|(?= *[:–—|-] )|(?= *$)) *[:–—|-]?"
)
_PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?: (?:am|an|der|im|bei|in|a\.|d\.|ob|[A-ZÄÖÜ(][\w.)'’-]*)){0,3}"
_PLACES = rf"{_PLACE}(?: ?/ ?{_PLACE}){{0,2}}"
# "Worms (snd) –", "Wien/München (npa/iz) –", "Athen, 3. Mai (abc) -", "Bern – " is no dateline without the agency.
_DATELINE = re.compile(
    rf"{_PLACES}(?:, \d{{1,2}}\. ?\w+(?: \d{{4}})?\.?)? ?\([\w/. +*-]{{2,30}}\)\.? ?(?:[–—:-]|(?=[A-ZÄÖÜ„«\"]))"
)
_CAPITAL_DATELINE = re.compile(
    r"(?:[A-ZÄÖÜ][A-ZÄÖÜß-]{2,}(?:[ /-][A-ZÄÖÜ][A-ZÄÖÜß-]+){0,3})(?: ?\([\w/. +-]{2,20}\))?(?:\.| ?[–—])(?= )"
)
_DATED_DATELINE = re.compile(rf"{_PLACES}, \d{{1,2}}\. ?[A-ZÄÖÜ]\w+(?: \d{{4}})? ?[–—-](?= )")
_SIGN_OFF = re.compile(
    r"\(?\b[a-zäöü]{2,6}(?:[/,] ?[a-zäöü]{2,6}){0,4}\)?|\([\w/., &+-]{2,40}\)|\+{2,}|\*{2,}|[-–—_=*+~]{2,}"
)
_TRAILING_SIGN = re.compile(r"\((?:[a-zäöü]{2,6}|[A-Z]{2,5})(?:[/, ]{1,2}[A-Za-zäöü]{2,6}){0,4}\)$")


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    with _LEXICON.open("rb") as file:
        data = tomllib.load(file)
    for key in ("open", "closing", "starters", "months"):
        data[key] = frozenset(data[key])
    marks = "|".join(map(re.escape, data["nonsentence"]["caption_words"]))
    data["caption"] = re.compile(
        rf"(?:^|[.!?(|/–-]\s*|\s)(?:{marks})\s?[:©/][^.!?]{{0,80}}[.)]?$|^(?:{marks})\s?:|\((?:{marks})\)$"
    )
    return data


def split_sentences(text: str, *, language: str = "de") -> tuple[Sentence, ...]:
    """Return the sentences and non-sentences of a text in order, with the number of their paragraph."""
    del language  # the rules for German and English do not contradict each other
    return _split(text)


@lru_cache(maxsize=2)  # the name pipeline asks for the sentences of a text that ``annotate`` has just split
def _split(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for paragraph, block in enumerate(_blocks(text)):
        first_block = not found
        for start, end, nonsentence in _spans_of_block(text, block, first_block):
            kind: Any = "nonsentence" if nonsentence else "own"
            found.append(Sentence(start=start, end=end, paragraph=paragraph, kind=kind))
    return tuple(found)


def _blocks(text: str) -> Iterator[Span]:
    """Yield the lines that stand alone, with hard-wrapped lines joined."""
    start = end = -1
    for line in re.finditer(r"[^\n]+", text):
        span = _stripped(text, line.start(), line.end())
        if span is None:
            continue
        if start >= 0 and _goes_on(text, start, end, span[0]):
            end = span[1]
            continue
        if start >= 0:
            yield start, end
        start, end = span
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    """A line is wrapped when it breaks off in mid-sentence and its last line was long enough to be full."""
    if "\n\n" in text[end:following] or text[end - 1] in ".!?:…" + _CLOSERS:
        return False
    line = text.rfind("\n", start, end) + 1 or start
    nxt = text[following]
    return nxt.islower() or (end - line >= _WRAP_WIDTH and nxt.isalpha() and text[end - 1] in ",-–;")


def _spans_of_block(text: str, block: Span, first_block: bool) -> Iterator[tuple[int, int, bool]]:
    start, end = block
    lead = _dateline_end(text, start, end, first_block)
    if lead > start:
        kept = _stripped(text, start, lead)
        if kept:
            yield *kept, True
        rest = _stripped(text, lead, end)
        if rest is None:
            return
        start = rest[0]
    sign = _TRAILING_SIGN.search(text, max(start, end - 60), end)
    body_end = sign.start() if sign and text[start : sign.start()].rstrip()[-1:] in set('.!?…”“«»"') else end
    body = _stripped(text, start, body_end)
    if body:
        yield from _body(text, body, alone=lead == block[0])
    if body_end < end:
        yield body_end, end, True


def _body(text: str, body: Span, *, alone: bool) -> Iterator[tuple[int, int, bool]]:
    if alone and _is_nonsentence(text[body[0] : body[1]]):
        yield *body, True
        return
    for span in _sentences_of(text, *body):
        yield *span, False


def _dateline_end(text: str, start: int, end: int, first_block: bool) -> int:
    """Where the dateline or the live blog's time stamp at the start of a block ends."""
    stamp = _TIME_STAMP.match(text, start, min(end, start + 40))
    if stamp:
        return stamp.end()
    for pattern in (_DATELINE, _CAPITAL_DATELINE, _DATED_DATELINE):
        match = pattern.match(text, start, min(end, start + 100))
        if match and (first_block or pattern is not _CAPITAL_DATELINE):
            return match.end()
    return start


def _is_nonsentence(line: str) -> bool:
    """Captions, subheads, sign-offs and page furniture: lines that stand alone and are no statement."""
    rules = _lexicon()["nonsentence"]
    if len(line) > 400:
        return False
    if line in rules["furniture"] or _SIGN_OFF.fullmatch(line) or _lexicon()["caption"].search(line):
        return True
    words = len(line.split())
    last = line.rstrip(_CLOSERS)[-1:]
    if last == "?":
        return words <= rules["question_words"] and line[0] not in _OPENING and ": " not in line
    return last not in set(".!…:;") and words <= rules["subhead_words"] and line[0] not in "„«"


def _sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, begin, match):
            span = _stripped(text, begin, match.end(2))
            if span:
                yield span
                begin = match.end()
    span = _stripped(text, begin, end)
    if span:
        yield span


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 30]
    if following[0].islower() or following[0] in ",;:–—-)…":
        return False
    stops, closers = match.group(1), match.group(2)
    if stops != "." or closers:
        return True
    return _full_stop_ends(_word_before(text, begin, match.start()), following)


def _word_before(text: str, begin: int, end: int) -> str:
    start = end
    while start > max(begin, end - 30) and text[start - 1] not in _WORD_BREAKS:
        start -= 1
    return text[start:end]


def _full_stop_ends(word: str, following: str) -> bool:
    """Decide for a single full stop after ``word``: end of sentence, ordinal, initial or abbreviation."""
    lexicon = _lexicon()
    next_word = re.match(r"\w+", following)
    starts = following[0] in _OPENING or (next_word is not None and next_word.group() in lexicon["starters"])
    if word.isdecimal():
        if next_word and next_word.group() in lexicon["months"]:
            return False
        return starts or len(word) > 2
    if _ROMAN.fullmatch(word):
        return starts
    last = word.rsplit(".", 1)[-1].lower()
    if last in lexicon["open"] and (len(last) > 1 or len(word) <= 1 or "." in word):
        return False
    if last in lexicon["closing"] or (len(last) == 1 and last.isalpha()):
        return starts
    return True


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
