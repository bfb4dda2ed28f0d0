"""English speech, the minimum: "X said", "according to X", quotations. Document in, sentences out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stories.nlp.statements.clauses import QUOTE, Unit, units
from stories.nlp.statements.lexicon import english
from stories.nlp.types import Document, Kind, Mention, Sentence

_REACH = 12


def attribute_english(
    document: Document, sentences: Sequence[Sentence], names: Sequence[Mention]
) -> tuple[Sentence, ...]:
    """Return the sentences of an English article with kind and speaker."""
    last: str | None = None
    found: list[Sentence] = []
    for unit in units(document.text, sentences):
        sentence = _attribute(document.text, unit, names, last)
        last = sentence.speaker or last
        found.append(sentence)
    return tuple(found)


def _attribute(text: str, unit: Unit, names: Sequence[Mention], last: str | None) -> Sentence:
    sentence = unit.sentence
    if sentence.kind == "nonsentence":
        return sentence
    if any(phrase in text[sentence.start : sentence.end].lower() for phrase in english()["vague"]):
        return replace(sentence, kind="vague")
    if unit.inside_quote:
        return _spoken(sentence, "quote", last, "")
    cue = _cue(unit)
    if cue is None:
        return sentence
    speaker = _speaker(unit, cue, names, last)
    direct = unit.quoted_words >= 4 and unit.quoted_words * 2 >= sum(1 for t in unit.tokens if t.text[:1].isalnum())
    return _spoken(sentence, "quote" if direct else "reported-cue", speaker, unit.tokens[cue].text)


def _spoken(sentence: Sentence, kind: Kind, speaker: str | None, cue: str) -> Sentence:
    return replace(sentence, kind=kind, speaker=speaker, chain=(speaker,) if speaker else (), cue=cue)


def _cue(unit: Unit) -> int | None:
    lexicon = english()
    for index, token in enumerate(unit.tokens):
        if token.lower == "to" and index and unit.tokens[index - 1].lower == "according":
            return index
        if token.lower in lexicon["say"] and token.text == token.lower:
            return index
    return None


def _speaker(unit: Unit, cue: int, names: Sequence[Mention], last: str | None) -> str | None:
    """The nearest name on the side of the verb where the subject stands, else the nearest institution."""
    tokens = unit.tokens
    behind = tokens[cue].lower == "to" or (
        (cue > 0 and tokens[cue - 1].text in (",", QUOTE)) or tokens[cue - 1].lower == QUOTE
    )
    stretch = tokens[cue + 1 : cue + _REACH] if behind else tokens[max(0, cue - _REACH) : cue][::-1]
    by_token = {t.start: t for t in stretch}
    spans = [m for m in names if m.form == "name" and any(m.start <= s < m.end for s in by_token)]
    if any(t.lower in ("he", "she") for t in stretch[:2]):
        return last
    if spans:
        return min(spans, key=lambda m: abs(m.start - tokens[cue].start)).name
    body = next((t for t in stretch if re.sub(r"s$", "", t.lower) in english()["institutions"]), None)
    return body.text if body else last
