"""Finds the finite speech verbs of a sentence and tells main from subordinate clauses: Unit in, VerbCues out."""

from __future__ import annotations

from stories.nlp.statements.clauses import QUOTE, Unit
from stories.nlp.statements.lexicon import Lexicon, VerbCue

_REACH = 60  # tokens within which a particle or a needed word is looked for


class VerbFinder:
    """Looks up speech verbs and checks the conditions of their lexicon entries."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = lexicon.words

    def find(self, unit: Unit) -> list[tuple[int, VerbCue]]:
        """Every finite speech verb of the sentence whose conditions hold."""
        found = []
        verbs = self.lexicon.verbs
        for index in [n for n, token in enumerate(unit.tokens) if token.lower in verbs and token.text == token.lower]:
            cue = next((c for c in verbs[unit.tokens[index].lower] if self._holds(unit, index, c)), None)
            if cue:
                found.append((index, cue))
        return found

    def _holds(self, unit: Unit, index: int, cue: VerbCue) -> bool:
        if cue.participle and self._is_nonfinite(unit, index):
            return False
        if not cue.particle and not cue.needs and not cue.without:
            return True
        if cue.particle and not self._closes(unit, index, cue.particle):
            return False
        after = [t.lower for t in unit.tokens[index + 1 : index + _REACH]]
        if cue.without and (
            self._particle_at_end(unit, index) in cue.without or ("sich" in cue.without and "sich" in after)
        ):
            return False
        if not cue.needs:
            return True
        around = {t.text for t in unit.tokens[max(0, index - _REACH) : index + _REACH]} | set(after)
        around.update(t.lower for t in unit.tokens[max(0, index - _REACH) : index])
        return all(self._meets(need, around) for need in cue.needs)

    def _closes(self, unit: Unit, index: int, particle: str) -> bool:
        """Whether the particle of a separable verb stands at the end of a clause, not as a preposition."""
        tokens = unit.tokens
        for at in range(index + 1, min(len(tokens), index + _REACH)):
            if tokens[at].lower == particle:
                follows = tokens[at + 1].lower if at + 1 < len(tokens) else "."
                if not follows[0].isalnum() or follows in ("und", "oder", "sowie", "dass"):
                    return True
        return False

    def _meets(self, need: frozenset[str], around: set[str]) -> bool:
        return bool(need & around) or ("„" in need and QUOTE in around)

    def _particle_at_end(self, unit: Unit, index: int) -> str:
        chunk = unit.chunks[unit.chunk_of(index)]
        last = unit.tokens[chunk[1] - 1]
        return unit.tokens[chunk[1] - 2].lower if last.text in ".!?" and chunk[1] - 2 > index else last.lower

    def _is_nonfinite(self, unit: Unit, index: int) -> bool:
        """ "hat erklärt", "werden sagen": the form is a participle or infinitive here."""
        start, end = unit.chunks[unit.chunk_of(index)]
        before = {t.lower for t in unit.tokens[max(start, index - _REACH) : index]}
        last = index + 1 >= end or unit.tokens[index + 1].text in ".!?"
        if before & self.words["grammar.auxiliaries"] or (before & {"zu"} and unit.tokens[index - 1].lower == "zu"):
            return True
        follows = unit.tokens[index + 1].lower if index + 1 < len(unit.tokens) else ""
        opens_sub = self.starts_sub(unit, unit.chunk_of(index)) or unit.tokens[start].lower == "wie"
        closing = {t.lower for t in unit.tokens[max(index + 1, end - 2) : end]}
        if follows == "zu" or (opens_sub and closing & self.words["grammar.auxiliaries"]):
            return True
        return follows in self.words["grammar.auxiliaries"] or (last and not opens_sub and index > start + 4)

    def starts_sub(self, unit: Unit, number: int) -> bool:
        """Whether the chunk opens like a subordinate clause."""
        start, end = unit.chunks[number]
        while start < end - 1 and unit.tokens[start].lower in (
            "und",
            "aber",
            "auch",
            "nur",
            "selbst",
            "sondern",
            "oder",
            "zumal",
        ):
            start += 1
        first = unit.tokens[start].lower
        if first in self.words["grammar.subordinators"]:
            return True
        if number and first in self.words["grammar.relatives"]:
            return True
        second = unit.tokens[start + 1].lower if start + 1 < end else ""
        return (
            bool(number) and first in self.words["grammar.prepositions"] and second in self.words["grammar.relatives"]
        )

    def is_final(self, unit: Unit, index: int, number: int) -> bool:
        end = unit.chunks[number][1]
        return index + 1 >= end or unit.tokens[index + 1].text in (".", "!", "?", QUOTE)

    def is_attribute(self, unit: Unit, index: int, start: int) -> bool:
        """ "von der Polizei berichteten Fällen": a participle before its noun."""
        tokens = unit.tokens
        if (
            not tokens[index].lower.endswith("ten")
            or index + 1 >= len(tokens)
            or not tokens[index + 1].text[:1].isupper()
        ):
            return False
        return any(t.lower in self.words["grammar.prepositions"] for t in tokens[max(start, index - 4) : index])
