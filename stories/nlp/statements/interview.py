"""Recognises interviews (Frage/Antwort, name and colon): text, sentences and names in, turns out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from stories.nlp.types import Mention, Sentence

_LABEL = re.compile(r"([A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,3}) ?: ")
_QUESTION = frozenset(["Frage", "F", "Q", "Question"])
_ANSWER = frozenset(["Antwort", "A", "Answer"])


def interview_turns(text: str, sentences: Sequence[Sentence], names: Sequence[Mention]) -> dict[int, str]:
    """Return for each sentence of an interview its speaker, "" for the newsroom's questions; empty for other texts."""
    if ": " not in text:
        return {}
    labels = _labels(text, sentences)
    counts = Counter(labels.values())
    if len(counts) < 2 or sum(n for n in counts.values() if n >= 2) < 4:
        return {}
    asking = {label for label in counts if label in _QUESTION or _asks(text, sentences, labels, label)}
    turns: dict[int, str] = {}
    current: str | None = None
    for number, sentence in enumerate(sentences):
        if number in labels and counts[labels[number]] >= 2:
            label = labels[number]
            current = "" if label in asking else _person(label, names)
        if current is not None and sentence.kind != "nonsentence":
            turns[number] = current
    return turns


def _labels(text: str, sentences: Sequence[Sentence]) -> dict[int, str]:
    found: dict[int, str] = {}
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            match = _LABEL.match(text, sentence.start, min(sentence.end, sentence.start + 80))
            if match:
                found[number] = match.group(1)
        paragraph = sentence.paragraph
    return found


def _asks(text: str, sentences: Sequence[Sentence], labels: dict[int, str], label: str) -> bool:
    """A label whose turns mostly hold a question is the interviewer's."""
    turns = [n for n, known in labels.items() if known == label]
    asked = 0
    for number in turns:
        paragraph = sentences[number].paragraph
        turn = [s for s in sentences[number : number + 6] if s.paragraph == paragraph]
        asked += any(text[s.end - 1] == "?" for s in turn)
    return asked * 2 > len(turns)


def _person(label: str, names: Sequence[Mention]) -> str:
    if label not in _ANSWER:
        known = next((m.name for m in names if m.label == "PER" and label.split()[-1] in m.name.split()), None)
        return known or label
    return next((m.name for m in names if m.label == "PER" and m.form == "name"), label)
