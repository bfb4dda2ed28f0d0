"""Speech without a speaker as its subject: "hieß es aus dem Rathaus", "wurde mitgeteilt". Unit in, Cue or None out.

Whose it is stands behind a preposition, or nowhere: then it is vague.
"""

from __future__ import annotations

from dataclasses import dataclass

from stories.nlp.statements.clauses import Span, Token, Unit
from stories.nlp.statements.memory import Speaker
from stories.nlp.statements.mood import Mood, mood_of
from stories.nlp.statements.speakers import Finder
from stories.nlp.statements.verbs import VerbFinder

KNOWN = ("person", "body", "place")


@dataclass(frozen=True, slots=True)
class Cue:
    """The wording, the speaker (None: not found), and the chunk of the frame around a quotation."""

    words: str
    speaker: Speaker | None
    vague: bool = False
    frame: Span = (0, 0)


class Impersonal:
    """Looks for impersonal cues in the sentences of one article."""

    def __init__(self, finder: Finder, verbs: VerbFinder) -> None:
        self.finder = finder
        self.words = finder.words
        self.verbs = verbs

    def be(self, unit: Unit) -> Cue | None:
        """ "hieß es (weiter)", "heißt es in der Mitteilung", "wie es auf Plakaten hieß"."""
        tokens = unit.tokens
        if "es" not in unit.lowers or unit.lowers.isdisjoint(self.words["verbs.be"]):
            return self._impersonal(unit)
        for index, token in enumerate(tokens):
            if token.lower not in self.words["verbs.be"]:
                continue
            number = unit.chunk_of(index)
            start, end = unit.chunks[number]
            near = {t.lower for t in tokens[max(start, index - 8) : index + 2]}
            if "es" not in near:
                continue
            return self._source_of_be(unit, index, (start, end), f"{token.text} es")
        return None

    def _impersonal(self, unit: Unit) -> Cue | None:
        """ "aus dem Rathaus verlautete": the place of speech in the same clause."""
        if unit.lowers.isdisjoint(self.words["verbs.impersonal"]):
            return None
        index = next(n for n, t in enumerate(unit.tokens) if t.lower in self.words["verbs.impersonal"])
        chunk = unit.chunks[unit.chunk_of(index)]
        stretch = unit.tokens[slice(*chunk)]
        placed = any(t.lower in self.words["grammar.places_of_speech"] for t in stretch)
        passive = any(t.lower in self.words["grammar.auxiliaries"] for t in stretch)
        return self._source_of_be(unit, index, chunk, unit.tokens[index].text) if placed and not passive else None

    def _source_of_be(self, unit: Unit, index: int, chunk: Span, words: str) -> Cue:
        tokens = unit.tokens
        for at in (*range(index + 1, chunk[1]), *range(chunk[0], index)):
            lower = tokens[at].lower
            if lower in self.words["documents.here"]:
                memory = self.finder.memory
                return Cue(words, memory.document or self.finder.memory.last_body() or memory.last, frame=chunk)
            if lower in self.words["grammar.places_of_speech"]:
                return self._place_of_speech(unit, at, chunk, words)
        last = self.finder.memory.last
        return Cue(words, last, vague=last is None, frame=chunk)

    def _place_of_speech(self, unit: Unit, at: int, chunk: Span, words: str) -> Cue:
        tokens = unit.tokens
        at = self._behind_side(unit, at)
        stretch = tokens[at + 1 : min(chunk[1], at + 8)]
        if any(t.text in self.words["vague.nouns"] or t.text in self.words["vague.collectives"] for t in stretch):
            return Cue(words, None, vague=True, frame=chunk)
        if stretch and stretch[0].lower in self.words["grammar.possessive"]:
            return Cue(
                words, self.finder.memory.recent("f" if stretch[0].lower.startswith("ihr") else "m"), frame=chunk
            )
        found = self.finder.subject(unit, (at + 1, chunk[1]), skip_phrases=False)
        if found is None or found.sort == "unknown":
            time_phrase = tokens[at].lower in ("am", "im", "vor", "nach", "in") and self._is_time(stretch)
            last = self.finder.memory.last
            return (
                Cue(words, last, vague=last is None, frame=chunk)
                if time_phrase
                else Cue(words, None, vague=True, frame=chunk)
            )
        vague = found.sort in ("vague", "place")
        return Cue(words, None if vague else found, vague=vague, frame=chunk)

    def _behind_side(self, unit: Unit, at: int) -> int:
        """Step over "Seiten" in "von Seiten der Polizei"."""
        return at + 1 if at + 2 < len(unit.tokens) and unit.tokens[at + 1].text in ("Seiten", "Seite") else at

    def _is_time(self, stretch: list[Token]) -> bool:
        noun = next((t.lower for t in stretch if t.text[:1].isupper()), "")
        return noun.endswith(
            ("tag", "abend", "morgen", "mittag", "nacht", "woche", "mittwoch", "anschluss", "monat", "jahr")
        )

    def said(self, unit: Unit, chunk: Span) -> str:
        """The participle of a passive of saying in the clause: "wurde mitgeteilt"."""
        stretch = unit.tokens[slice(*chunk)]
        if not any(t.lower in self.words["verbs.passive_aux"] for t in stretch):
            return ""
        return next((t.text for t in stretch if t.lower in self.words["verbs.passive"]), "")

    def source(self, unit: Unit, chunk: Span, said: str) -> Cue | None:
        """Whose passive it is: "beim Amt", "von Seiten der Polizei"."""
        for at in range(*chunk):
            if unit.tokens[at].lower in self.words["grammar.places_of_speech"]:
                found = self.finder.subject(unit, (self._behind_side(unit, at) + 1, chunk[1]), skip_phrases=False)
                if found and found.sort in ("person", "body"):
                    return Cue(f"wurde … {said}", found, frame=chunk)
        return None

    def passive(self, unit: Unit) -> Cue | None:
        """ "beim Amt wurde betont"; without a name "wird gemunkelt, …" is nobody's."""
        if unit.lowers.isdisjoint(self.words["verbs.passive_aux"]):
            return None
        for number, (start, end) in enumerate(unit.chunks):
            stretch = unit.tokens[start:end]
            if not any(t.lower in self.words["verbs.passive_aux"] for t in stretch) or self.verbs.starts_sub(
                unit, number
            ):
                continue
            said = self.said(unit, (start, end))
            if said and number + 1 < len(unit.chunks):
                named = self.source(unit, (start, end), said)
                if named or self._is_content(unit, number + 1):
                    return named or Cue(f"wurde … {said}", None, vague=True)
            rumour = next((t for t in stretch if t.lower in self.words["vague.passive"]), None)
            if rumour and end < len(unit.tokens) and unit.tokens[end].text in ",:":
                return Cue(f"wird … {rumour.text}", None, vague=True)
        return None

    def _is_content(self, unit: Unit, number: int) -> bool:
        """Whether the clause holds what was said: "dass …", or a Konjunktiv."""
        start = unit.chunks[number][0]
        return unit.tokens[start].lower in ("dass", "daß", "ob") or reported_after(unit, start)


def reported_after(unit: Unit, start: int) -> bool:
    """Whether a Konjunktiv of reported speech follows soon."""
    return any(
        mood_of(t.lower) in (Mood.REPORTED, Mood.REPLACED) for t in unit.tokens[start : start + 15] if t.text == t.lower
    )
