"""Gives every sentence its kind and speaker: Document, sentences and names in, tuple[Sentence] out.

The speaker of a cue is carried over to the following sentences in the Konjunktiv, until somebody else
speaks or the newsroom goes on in the indicative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stories.nlp.statements import nouns
from stories.nlp.statements.clause_mood import sentence_mood
from stories.nlp.statements.clauses import QUOTE, Unit, units
from stories.nlp.statements.cues import CueFinder
from stories.nlp.statements.english import attribute_english
from stories.nlp.statements.impersonal import Cue
from stories.nlp.statements.interview import interview_turns
from stories.nlp.statements.lexicon import german
from stories.nlp.statements.memory import Speaker
from stories.nlp.statements.mood import Mood, mood_of
from stories.nlp.statements.speakers import Finder
from stories.nlp.types import Document, Kind, Mention, Sentence

_SPEECH = ("quote", "reported-cue", "reported-carried")
_FRAME_WORDS = 3  # words beside quotation and cue that a direct quotation may still have
_REACH = 80
_HAVING = frozenset(["habe", "hätten"])


def attribute(document: Document, sentences: Sequence[Sentence], names: Sequence[Mention]) -> tuple[Sentence, ...]:
    """Return the sentences with kind, speaker, chain and cue."""
    if document.language.lower().startswith("en"):
        return attribute_english(document, sentences, names)
    return _Attribution(document, sentences, names).run()


@dataclass(slots=True)
class _Result:
    kind: Kind
    speaker: Speaker | None = None
    cue: str = ""
    chain: tuple[str, ...] = ()


class _Attribution:
    """One pass over an article; each sentence may look at the one before and the one after."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], names: Sequence[Mention]) -> None:
        self.units = list(units(document.text, sentences))
        self.finder = Finder(names, german())
        self.memory = self.finder.memory
        self.cues = CueFinder(self.finder)
        self.moods: dict[int, Mood | None] = {}
        self.turns = interview_turns(document.text, sentences, names)
        self.results: list[_Result] = []

    def run(self) -> tuple[Sentence, ...]:
        """Walk the sentences in order."""
        for number in range(len(self.units)):
            result = self._decide(number)
            self.results.append(result)
            self._note(number, result)
        self._look_ahead()
        return tuple(self._sentence(u, r) for u, r in zip(self.units, self.results, strict=True))

    def _sentence(self, unit: Unit, result: _Result) -> Sentence:
        if result.kind == unit.sentence.kind and not result.cue and not result.speaker:
            return unit.sentence
        speaker = result.speaker.name if result.speaker and result.kind in _SPEECH else None
        chain = (speaker, *result.chain) if speaker and result.chain else ((speaker,) if speaker else ())
        start, end, paragraph = unit.sentence.start, unit.sentence.end, unit.sentence.paragraph
        return Sentence(
            start=start, end=end, paragraph=paragraph, kind=result.kind, speaker=speaker, chain=chain, cue=result.cue
        )

    def _mood(self, number: int) -> Mood | None:
        if number not in self.moods:
            self.moods[number] = sentence_mood(self.units[number])
        return self.moods[number]

    def _decide(self, number: int) -> _Result:
        unit = self.units[number]
        if unit.sentence.kind == "nonsentence":
            return _Result("nonsentence")
        turn = self.turns.get(number)
        if turn is not None:
            return _Result("quote", Speaker(turn, "person"), "Interview") if turn else _Result("own")
        if unit.inside_quote:
            return _Result("quote", None)
        cue = self.cues.find(unit)
        if cue:
            return self._with_cue(number, unit, cue)
        if unit.opens_with_quote and _is_direct(unit, None):
            return _Result("quote", None)
        return self._carried(number) or _Result("own")

    def _with_cue(self, number: int, unit: Unit, cue: Cue) -> _Result:
        if cue.vague:
            return _Result("vague", None, cue.words)
        speaker = cue.speaker or self.memory.last
        if speaker is None:
            return _Result("vague", None, cue.words)
        kind: Kind = "quote" if _is_direct(unit, cue) else "reported-cue"
        return _Result(kind, speaker, cue.words, self._inner(unit, speaker))

    def _carried(self, number: int) -> _Result | None:
        mood, last = self._mood(number), self.memory.last
        if mood is None or mood is Mood.INDICATIVE or not self._reaches(number, mood):
            return None
        speaker = last or Speaker("", "unknown")
        return _Result("reported-carried", speaker, "", self._inner(self.units[number], speaker))

    def _reaches(self, number: int, mood: Mood) -> bool:
        """Whether the speech before reaches this sentence, judged by how clear its mood is."""
        if mood is Mood.REPORTED:
            return True
        active = bool(self.results) and self._before(number).kind in _SPEECH
        if mood in (Mood.REPLACED, Mood.CONDITIONAL):
            return active
        unit = self.units[number]
        if not active:
            return False
        return _is_open_subject(unit) or self._clear_neighbour(number + 1, unit.sentence.paragraph)

    def _before(self, number: int) -> _Result:
        """The result of the last real sentence."""
        for result in reversed(self.results[max(0, number - 3) :]):
            if result.kind != "nonsentence":
                return result
        return self.results[-1]

    def _clear_neighbour(self, number: int, paragraph: int) -> bool:
        if number >= len(self.units) or self.units[number].sentence.paragraph != paragraph:
            return False
        return self._mood(number) is Mood.REPORTED and not self.cues.find(self.units[number])

    def _inner(self, unit: Unit, speaker: Speaker) -> tuple[str, ...]:
        """Who speaks inside the speech: "X habe versichert, …"."""
        words = self.finder.words["verbs.inner"]
        if unit.lowers.isdisjoint(_HAVING) or unit.lowers.isdisjoint(words):
            return ()
        for number, (start, end) in enumerate(unit.chunks):
            stretch = unit.tokens[start:end][:_REACH]
            has = next((start + n for n, t in enumerate(stretch) if t.lower in _HAVING), None)
            if has is None or not any(t.lower in words for t in stretch) or number > 2:
                continue
            found = self.finder.subject(unit, (start, has))
            if found and found.sort in ("person", "body") and found.name != speaker.name:
                return (found.name,)
        return ()

    def _note(self, number: int, result: _Result) -> None:
        """Remember who was named and who spoke."""
        unit = self.units[number]
        for mention in self.finder.mentions_between(unit.sentence.start, unit.sentence.end):
            if mention.form == "name" and mention.label == "PER":
                place = unit.place_of(mention.start)
                if place:
                    self.finder.learn_gender(mention.name, unit.tokens, place - 1)
                self.memory.remember(self.finder.person(mention))
            elif mention.form == "name" and mention.label == "ORG":
                gender = nouns.body_gender(mention.name.split()[0])
                self.memory.remember(Speaker(mention.name, "body", gender))
        self._note_bodies(unit)
        self.memory.document = self._document_named(unit)
        if result.kind in _SPEECH and result.speaker and result.speaker.name:
            self.memory.last = result.speaker
            if result.speaker.sort in ("person", "body"):
                self.memory.remember(result.speaker)

    def _note_bodies(self, unit: Unit) -> None:
        """A body that acts ("ermittelt die Staatsanwaltschaft") is what "die Behörde" points to later."""
        finder = self.finder
        for index in unit.capitals:
            token = unit.tokens[index]
            if not 0 < index < _REACH or not nouns.is_body(token.lower) or nouns.is_role(token.lower):
                continue
            if unit.tokens[index - 1].lower in finder.words["grammar.definite"] or finder.mention_at(
                unit.tokens[index - 1].start, ("derived",)
            ):
                found = finder.body(unit, index, unit.chunks[unit.chunk_of(index)][1])
                if found.sort == "body":
                    self.memory.remember(found)

    def _document_named(self, unit: Unit) -> Speaker | None:
        """The owner of a statement mentioned in this sentence, for "darin hieß es" in the next."""
        documents = self.finder.words["documents.nouns"]
        for index in unit.capitals:
            if unit.tokens[index].text in documents and 0 < index < _REACH:
                before = self.finder.mention_at(unit.tokens[index - 1].start, ("derived", "name"))
                if before:
                    return Speaker(before.name, "person" if before.label == "PER" else "body")
                return self.finder.subject(unit, unit.chunks[0]) if unit.chunk_of(index) == 0 else None
        return None

    def _look_ahead(self) -> None:
        """Quotations and speech before their cue take the speaker of the next sentence, else of the one before."""
        following: _Result | None = None
        for number in range(len(self.results) - 1, -1, -1):
            result, unit = self.results[number], self.units[number]
            if result.kind in ("quote", "reported-carried") and (result.speaker is None or not result.speaker.name):
                near = (
                    following
                    and number + 1 < len(self.units)
                    and self.units[number + 1].sentence.paragraph == unit.sentence.paragraph
                )
                result.speaker = (following.speaker if near and following else None) or self._speaker_before(number)
                if result.speaker is None:
                    result.kind = "quote" if result.kind == "quote" else "vague"
            following = result if result.kind in _SPEECH else None

    def _speaker_before(self, number: int) -> Speaker | None:
        for result in reversed(self.results[max(0, number - 4) : number]):
            if result.kind in _SPEECH and result.speaker and result.speaker.name:
                return result.speaker
        return None


def _is_direct(unit: Unit, cue: Cue | None) -> bool:
    """Whether the sentence is mainly direct speech: a whole quotation, and little beside it and its cue."""
    if unit.quoted_words < 3 and not (unit.opens_with_quote and unit.quoted_words):
        return False
    start, end = cue.frame if cue else (0, 0)
    rest = [t for n, t in enumerate(unit.tokens) if not start <= n < end and t.lower != QUOTE and t.text[:1].isalnum()]
    whole = any(t.lower == QUOTE and _is_whole(unit, n) for n, t in enumerate(unit.tokens))
    if any(mood_of(t.lower) in (Mood.REPORTED, Mood.REPLACED) for t in rest):
        return False
    return whole and len(rest) <= max(_FRAME_WORDS, unit.quoted_words // 2)


def _is_whole(unit: Unit, index: int) -> bool:
    """A quotation that stands at a clause boundary on both sides, not a few words inside a clause."""
    before = unit.tokens[index - 1].text if index else ":"
    after = unit.tokens[index + 1].text if index + 1 < len(unit.tokens) else "."
    follows = after in ".,!?;:–—-" or mood_of(after.lower()) is not None or after.islower()
    return before in ":,–—" and (follows or not index)


def _is_open_subject(unit: Unit) -> bool:
    """ "Sie wollten …", "Beide schwiegen …", "Betroffene sollten …": these carry speech on by themselves."""
    start, end = unit.chunks[0]
    stretch = [t.lower for t in unit.tokens[start : min(end, start + 12)]]
    points_back = (
        stretch[0] in ("sie", "beide", "diese", "alle") and len(stretch) > 1 and mood_of(stretch[1]) is Mood.EITHER
    )
    return points_back or any(w in ("sollten", "wollten") for w in stretch)
