import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.nlp.names import EntitySpan, resolve_names, resolve_title_names
from stories.nlp.names.recogniser import recognise
from stories.nlp.sentences import split_sentences
from stories.nlp.types import Document, Mention

PIECES = """Putin Trumps Syrien-Krise Kremlchef der Präsident Ärztin russisch-amerikanisch Hans Müller und (SPD) Dr. USA
Worms Wormser 52-Jährige \u200b \u200f 😀 - ' „ ſ İ ß"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])
TEXTS = st.one_of(st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join), st.text(max_size=200))
LABELS = st.sampled_from(["PER", "LOC", "ORG", "MISC"])
SPANS = st.lists(st.builds(EntitySpan, st.integers(-5, 220), st.integers(-5, 220), LABELS), max_size=12)


def check(text: str, mentions: tuple[Mention, ...]) -> None:
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.name.strip()
        assert any(c.isalnum() for c in text[mention.start : mention.end])


@settings(max_examples=150, deadline=None)
@given(TEXTS, SPANS)
def test_any_text_with_any_spans_gives_mentions_inside_the_text(text, spans):
    check(text, resolve_names(Document(text=text), split_sentences(text, language="de"), spans))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_recognised_names_of_any_text_resolve(text):
    check(text, resolve_names(Document(text=text), (), recognise(text)))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_any_title_resolves(title):
    check(title, resolve_title_names(Document(text="", title=title), recognise(title), ()))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_resolving_twice_changes_nothing(text):
    document, spans = Document(text=text), recognise(text)
    assert resolve_names(document, (), spans) == resolve_names(document, (), spans)


@pytest.mark.parametrize(
    "piece",
    ["Wladimir Putin traf die russische Ministerin aus Worms ", "Hans ", "A-", "A", "Putin-", "(", "russisch-", "A. "],
)
def test_a_long_text_without_a_full_stop_stays_fast(piece):
    text = (piece * (60_000 // len(piece)))[:60_000]
    started = time.process_time()
    check(text, resolve_names(Document(text=text), (), recognise(text)))
    assert time.process_time() - started < 10


@pytest.mark.parametrize("text", ["", " \n", "😀😀", "بوتين في برلين", "普京访问柏林", "\u200b\u200e\ufeff"])
def test_texts_without_latin_words_have_no_names(text):
    assert resolve_names(Document(text=text), (), recognise(text)) == ()
