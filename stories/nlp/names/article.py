"""Document, sentences and lexicon → an Article: the words and look-ups all name rules share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stories.nlp.names.forms import fold
from stories.nlp.names.lexicon import Lexicon, load_lexicon
from stories.nlp.names.words import EntitySpan, Word, split_words
from stories.nlp.types import Document, Sentence

ARTICLES = frozenset(
    {"der", "die", "das", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
    | {"kein", "keine", "im", "am", "beim", "vom", "zum", "zur"}
)


@dataclass(frozen=True, slots=True)
class Article:
    """One text being resolved; ``capitals`` are the indexes of the words that begin with a capital letter.

    ``bare_words`` are those words, folded, where no article stands before them ("Hemmerle sagte", not "im Winter").
    """

    text: str
    words: Sequence[Word]
    capitals: Sequence[int]
    bare_words: frozenset[str]
    word_starts: Sequence[int]
    sentence_starts: Sequence[int]
    paragraphs: Sequence[int]
    day: date | None
    lexicon: Lexicon

    def surface(self, span: EntitySpan) -> str:
        return self.text[span.start : span.end]

    def word_range(self, start: int, end: int) -> range:
        """Indexes of the words that begin inside the span."""
        return range(bisect_left(self.word_starts, start), bisect_left(self.word_starts, end))

    def words_of(self, span: EntitySpan) -> list[str]:
        return [self.words[i].text for i in self.word_range(span.start, span.end)]

    def sentence_of(self, position: int) -> int:
        return bisect_right(self.sentence_starts, position) - 1

    def paragraph_of(self, position: int) -> int:
        sentence = self.sentence_of(position)
        return self.paragraphs[sentence] if 0 <= sentence < len(self.paragraphs) else 0

    def begins_sentence(self, position: int) -> bool:
        sentence = self.sentence_of(position)
        if sentence < 0:
            return position == 0
        return not any(c.isalnum() for c in self.text[self.sentence_starts[sentence] : position][:80])

    def before(self, index: int) -> str:
        """The word directly before (one blank between; titles like Dr. are passed over), or nothing."""
        while 1 <= index < len(self.words):
            word = self.words[index - 1].text
            gap = self.text[self.words[index - 1].end : self.words[index].start]
            if gap in {" ", "\u00a0"}:
                return word
            if gap != ". " or word not in self.lexicon.titles_before:
                return ""
            index -= 1
        return ""

    def after(self, index: int) -> str:
        """The word directly after (one blank between), or nothing."""
        if index + 1 >= len(self.words):
            return ""
        gap = self.text[self.words[index].end : self.words[index + 1].start]
        return self.words[index + 1].text if gap in {" ", "\u00a0"} else ""


def read_article(document: Document, sentences: Sequence[Sentence], *, text: str | None = None) -> Article:
    text = document.text if text is None else text
    words = split_words(text)
    capitals = [index for index, (_, _, word) in enumerate(words) if word[0].isupper()]
    return Article(
        text=text,
        words=words,
        capitals=capitals,
        bare_words=frozenset([fold(words[i].text) for i in capitals if words[i - 1].text.lower() not in ARTICLES]),
        word_starts=[word.start for word in words],
        sentence_starts=[sentence.start for sentence in sentences],
        paragraphs=[sentence.paragraph for sentence in sentences],
        day=document.published.date() if document.published else None,
        lexicon=load_lexicon(),
    )
