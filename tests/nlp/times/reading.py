"""Short ways to read a sentence as the tagger does: text in, "words=value" out."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from stories.nlp.times import tag_times
from stories.nlp.types import Document, Kind, Sentence, TimeExpression

PUBLISHED = "2016-11-15T12:00:00+01:00"
"""A Tuesday in calendar week 46."""

SENTENCE_END = re.compile(r"(?<=[a-zäöüß]{2})\. ")


def tag(
    text: str, *, published: str | None = PUBLISHED, language: str = "de", kind: Kind = "own"
) -> tuple[TimeExpression, ...]:
    moment = datetime.fromisoformat(published) if published else None
    return tag_times(Document(text=text, published=moment, language=language), sentences_of(text, kind))


def sentences_of(text: str, kind: Kind = "own") -> tuple[Sentence, ...]:
    cuts = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    return tuple(Sentence(start=start, end=end, kind=kind) for start, end in pairwise(cuts) if end > start)


def read(text: str, *, published: str | None = PUBLISHED, language: str = "de") -> list[str]:
    return [f"{text[t.start : t.end]}={t.value}" for t in tag(text, published=published, language=language)]
