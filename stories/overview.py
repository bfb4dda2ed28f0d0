"""The overview of a story: Reports and their Comparison in, verbatim sentences and a headline out.

Nothing is written: every highlight is a sentence of a source, chosen because several independent
sources state it and because it can be read without the sentences around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from stories.comparison import lexicon
from stories.comparison.signature import origin_of, within, word_token
from stories.comparison.words import WORD
from stories.evidence import Agreement, Comparison, Highlight, Place, Report
from stories.nlp.types import Sentence

LEAST = 3
# Sentences and headlines of this many characters read well in a list; others lose points, none is barred.
_GOOD_SENTENCE = range(50, 241)
_GOOD_TITLE = range(25, 96)
_MOST_NAMES = 3
_LATER = 0.03
# So many companions show which words a fact is told in.
_COMPANIONS = 30
_LEAD_SENTENCES = 8
_SENTENCE_ENDS = '.!?“”"»«’'
_OPENING, _OPENING_WORDS = 80, 5


@dataclass(frozen=True)
class _Story:
    reports: tuple[Report, ...]

    @cached_property
    def by_article(self) -> Mapping[str, Report]:
        return {report.article: report for report in self.reports}

    @cached_property
    def sentences(self) -> Mapping[Place, tuple[int, Sentence]]:
        return {
            Place(report.article, sentence.start, sentence.end): (index, sentence)
            for report in self.reports
            for index, sentence in enumerate(report.sentences)
        }

    def origin(self, place: Place) -> str:
        return origin_of(self.by_article[place.article])

    def text(self, place: Place) -> str:
        return self.by_article[place.article].text[place.start : place.end]

    def position(self, place: Place) -> int:
        return self.sentences[place][0]


def choose(reports: Sequence[Report], comparison: Comparison, *, limit: int = 5) -> tuple[Highlight, ...]:
    """Three to five sentences with most support from different origins, at least one of each origin."""
    story = _Story(tuple(sorted(reports, key=lambda report: report.article)))
    chosen = list(_supported(story, comparison.shared, limit))
    missing = {origin_of(report) for report in story.reports} - {story.origin(item.place) for item in chosen}
    chosen = _with_every_origin(story, chosen, sorted(missing), limit)
    used = {place for item in chosen for place in (item.place, *item.also)}
    for place in _leads(story, story.reports, used):
        if len(chosen) >= min(LEAST, limit):
            break
        chosen.append(Highlight(place=place))
    return tuple(chosen)


def choose_title(reports: Sequence[Report]) -> tuple[str, str]:
    """The article and words of the clearest headline; without any headline, of the clearest first sentence."""
    story = _Story(tuple(sorted(reports, key=lambda report: report.article)))
    titles = [(report.article, report.title.strip()) for report in story.reports if report.title.strip()]
    if not titles:
        titles = [(place.article, story.text(place)) for place in _first_sentences(story)]
    spread = _spread(story.reports)
    return min(titles, key=lambda title: (-_clarity(title[1], spread), title), default=("", ""))


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without the one before it."""
    opening = WORD.findall(text[:_OPENING])[:_OPENING_WORDS]
    if not opening or text[0].islower() or text.rstrip()[-1:] not in _SENTENCE_ENDS:
        return False
    tables = lexicon.telling()
    if not tables.pointing.isdisjoint(word.lower() for word in opening):
        return False
    # "Beide Politiker" says who, "beide" alone does not.
    both = opening[0] == "Beide" and len(opening) > 1 and opening[1][0].isupper()
    return both or not any(word.lower() in tables.leaning for word in opening[:2])


def _supported(story: _Story, shared: Iterable[Agreement], limit: int) -> Iterator[Highlight]:
    """One sentence for each of the best supported agreements, from origins not yet heard where possible."""
    heard: set[str] = set()
    ranked = sorted(shared, key=lambda agreement: _rank(story, agreement))
    for agreement in ranked:
        places = [place for place in agreement.places if _is_readable(story, place)]
        if places and limit > 0:
            wanted = _words(story, agreement.places[:_COMPANIONS])
            best = min(places, key=lambda place: (-_fitness(story, place, wanted, heard), place))
            heard.add(story.origin(best))
            limit -= 1
            yield Highlight(place=best, also=tuple(place for place in agreement.places if place != best))


def _words(story: _Story, places: Iterable[Place]) -> Counter[str]:
    return Counter(stem for place in places for stem in _stems(story.text(place), "de"))


def _fitness(story: _Story, place: Place, wanted: Counter[str], heard: set[str]) -> float:
    """Readable, from an origin not heard yet, and with most of the words its companions use."""
    covered = sum(wanted[stem] for stem in _words(story, [place]))
    return _readability(story, place) + (story.origin(place) not in heard) + 3 * covered / (wanted.total() or 1)


def _rank(story: _Story, agreement: Agreement) -> tuple[int, int, float, Place]:
    origins = {story.origin(place) for place in agreement.places}
    return -len(origins), min(map(story.position, agreement.places)), -agreement.score, agreement.places[0]


def _with_every_origin(story: _Story, chosen: list[Highlight], missing: Sequence[str], limit: int) -> list[Highlight]:
    """Add the first good sentence of each origin not heard yet, in the place of the least supported."""
    for origin in missing[: max(0, limit - 1)]:
        own = [report for report in story.reports if origin_of(report) == origin]
        used = {place for item in chosen for place in (item.place, *item.also)}
        place = next(_leads(story, own, used), None)
        if place is not None:
            spare = _spare(story, chosen) if len(chosen) >= limit else None
            if spare is not None:
                chosen.remove(spare)
            if len(chosen) < limit:
                chosen.append(Highlight(place=place))
    return chosen


def _spare(story: _Story, chosen: Sequence[Highlight]) -> Highlight | None:
    """The last highlight whose origin has another one."""
    origins = [story.origin(item.place) for item in chosen]
    return next((item for item in reversed(chosen) if origins.count(story.origin(item.place)) > 1), None)


def _leads(story: _Story, reports: Iterable[Report], used: set[Place]) -> Iterator[Place]:
    for report in reports:
        places = [Place(report.article, one.start, one.end) for one in report.sentences[:_LEAD_SENTENCES]]
        readable = [place for place in places if place not in used and _is_readable(story, place)]
        yield from sorted(readable, key=lambda place: (place.end - place.start not in _GOOD_SENTENCE, place))


def _first_sentences(story: _Story) -> Iterator[Place]:
    for report in story.reports:
        places = (Place(report.article, one.start, one.end) for one in report.sentences if one.kind != "nonsentence")
        yield from (place for place in list(places)[:1] if story.text(place).strip())


def _is_readable(story: _Story, place: Place) -> bool:
    known = story.sentences.get(place)
    return known is not None and known[1].kind not in ("nonsentence", "vague") and stands_alone(story.text(place))


def _readability(story: _Story, place: Place) -> float:
    """Names make a sentence clear on its own; speech without a cue does not say whose it is."""
    index, sentence = story.sentences[place]
    names = {name.name for name in within(story.by_article[place.article].names, place.start, place.end)}
    score = min(_MOST_NAMES, len(names)) - _LATER * index
    return score - (sentence.kind == "reported-carried") - (place.end - place.start not in _GOOD_SENTENCE)


def _spread(reports: Iterable[Report]) -> dict[str, set[str]]:
    """In which origins a stem stands."""
    spread: dict[str, set[str]] = {}
    for report in reports:
        for stem in _stems(f"{report.title} {report.text}", report.language):
            spread.setdefault(stem, set()).add(origin_of(report))
    return spread


def _clarity(title: str, spread: Mapping[str, set[str]]) -> float:
    """How many of the headline's words other origins use, too; a quotation or question is less clear."""
    stems = _stems(title, "de")
    shared = sum(len(spread.get(stem, ())) for stem in stems) / (len(stems) + 1)
    return shared - 0.5 * ("?" in title) - 0.5 * (title[0] in "„“«»\"'") - 0.5 * (len(title) not in _GOOD_TITLE)


def _stems(text: str, language: str) -> set[str]:
    tokens = (word_token(word, language) for word in WORD.findall(text))
    return {token[0][0] for token in tokens if token}
