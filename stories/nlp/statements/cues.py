"""Finds the wording that shows speech in a sentence, and whose it is: Unit in, Cue or None out.

The order is by strength: an impersonal phrase, "hieß es", the verb after the speech ("…, sagte X"), "wie X mitteilte",
the verb of the main clause, then sources in a phrase ("laut X"), passives and nouns, last the colon.
"""

from __future__ import annotations

from stories.nlp.statements import nouns
from stories.nlp.statements.clauses import QUOTE, Span, Token, Unit
from stories.nlp.statements.impersonal import KNOWN, Cue, Impersonal, reported_after
from stories.nlp.statements.lexicon import VerbCue
from stories.nlp.statements.memory import Speaker
from stories.nlp.statements.sources import find_source
from stories.nlp.statements.speakers import Finder
from stories.nlp.statements.verbs import VerbFinder

_REACH = 60  # tokens within which a particle or a needed word is looked for
_LET = frozenset(["ließ", "liess", "lässt", "ließen", "liessen", "lassen"])


class CueFinder:
    """Looks for cues in the sentences of one article."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.lexicon = finder.lexicon
        self.words = finder.words
        self.verbs = VerbFinder(self.lexicon)
        self.impersonal = Impersonal(finder, self.verbs)
        self._adverbials = self.words["grammar.prepositions"] | self.words["grammar.adverbs"]

    def find(self, unit: Unit) -> Cue | None:
        """Return the strongest cue of the sentence."""
        phrase = self._vague_phrase(unit)
        if phrase:
            return Cue(phrase, None, vague=True)
        verbs = self.verbs.find(unit)
        return (
            self.impersonal.be(unit)
            or self._postposed(unit, verbs)
            or self._as_clause(unit, verbs)
            or self._main_verb(unit, verbs, "say")
            or self._source(unit)
            or self._main_verb(unit, verbs, "stance")
            or self._modal(unit)
            or self._let(unit)
            or self._perfect(unit)
            or self.impersonal.passive(unit)
            or self._nominal(unit)
            or self._relative(unit, verbs)
            or self._colon(unit)
        )

    def _vague_phrase(self, unit: Unit) -> str:
        if unit.lowers.isdisjoint(self.lexicon.vague_anchors):
            return ""
        found = self.lexicon.vague_phrases.search(" ".join([t.lower for t in unit.tokens]))
        return found.group() if found else ""

    # --- the kinds of cue -----------------------------------------------------------------------

    def _postposed(self, unit: Unit, verbs: list[tuple[int, VerbCue]]) -> Cue | None:
        """ "…, sagte X", "“, so der Minister", "… , zählt er auf"."""
        for index, verb in verbs:
            number = unit.chunk_of(index)
            start, end = unit.chunks[number]
            if (index == start and number) or (index and unit.tokens[index - 1].lower == QUOTE):
                speaker = self._after(unit, index, end, number)
                if speaker is None or (verb.kind == "stance" and speaker.sort not in KNOWN):
                    continue
                return self._cue(unit, index, verb, speaker, (index, end))
        return self._so(unit)

    def _after(self, unit: Unit, index: int, end: int, number: int) -> Speaker | None:
        after = self.finder.subject(unit, (index + 1, end))
        if (after and after.sort in KNOWN) or number == 0:
            return after
        apposed = unit.chunks[number - 1]
        mention = self.finder.mention_at(unit.tokens[apposed[0]].start)
        if (
            mention
            and mention.label == "PER"
            and apposed[1] < len(unit.tokens)
            and mention.end == unit.tokens[apposed[1] - 1].end
        ):
            return self.finder.person(mention)
        first = self.finder.subject(unit, unit.chunks[0])
        inserted = all(t.text[:1].isupper() for t in unit.tokens[apposed[0] : apposed[1]])
        interrupted = number >= 2 and (inserted or self.verbs.starts_sub(unit, number - 1))
        return first if interrupted and first and first.sort in KNOWN else after

    def _so(self, unit: Unit) -> Cue | None:
        if "so" not in unit.lowers:
            return None
        for number, (start, end) in enumerate(unit.chunks):
            begins = number or unit.tokens[start].lower == QUOTE
            at = start + 1 if unit.tokens[start].lower == QUOTE else start
            if not begins or at + 1 >= end or unit.tokens[at].lower != "so" or end - at > 14:
                continue
            follow = unit.tokens[at + 1]
            if follow.text[:1].isupper() or follow.lower in self.words["grammar.articles"]:
                speaker = self.finder.subject(unit, (at + 1, end), skip_phrases=False)
                if speaker:
                    return Cue("so", speaker, frame=(at, end))
        return None

    def _as_clause(self, unit: Unit, verbs: list[tuple[int, VerbCue]]) -> Cue | None:
        """ "wie X (am Montag) mitteilte", also "wie aus … hervorgeht"."""
        if "wie" not in unit.lowers:
            return None
        for number, (start, end) in enumerate(unit.chunks):
            if unit.tokens[start].lower != "wie":
                continue
            verb = next(((i, v) for i, v in verbs if start < i < end), None)
            if verb:
                speaker = self.finder.subject(unit, (start + 1, verb[0])) or self._after(unit, verb[0], end, number)
                if speaker is None:
                    continue
                return self._cue(unit, verb[0], verb[1], speaker, (start, end))
            if any(t.lower.startswith("hervorg") or t.lower == "erfahren" for t in unit.tokens[start:end]):
                speaker = self.finder.subject(unit, (start + 1, end), skip_phrases=False)
                vague = speaker is not None and speaker.sort == "vague"
                return Cue("wie … hervorgeht", None if vague else speaker, vague=vague, frame=(start, end))
            said = self.impersonal.said(unit, (start, end))
            if said and said != "berichtet":  # "wie berichtet wurde" is the newsroom's own earlier report
                return self.impersonal.source(unit, (start, end), said) or Cue(f"wie … {said}", None, vague=True)
        return None

    def _main_verb(self, unit: Unit, verbs: list[tuple[int, VerbCue]], kind: str) -> Cue | None:
        for index, verb in verbs:
            number = unit.chunk_of(index)
            start, end = unit.chunks[number]
            dependent = self.verbs.starts_sub(unit, number) and (number or self.verbs.is_final(unit, index, number))
            if (
                verb.kind != kind
                or dependent
                or index - start > _REACH // 2
                or self.verbs.is_attribute(unit, index, start)
            ):
                continue
            speaker = self._subject_of(unit, index, start, end, number)
            if speaker is None:
                continue
            if speaker.sort == "vague":
                return Cue(verb.lemma, None, vague=True)
            needs_known = kind == "stance" or verb.lemma not in self.words["verbs.core"]
            plural = unit.tokens[index].lower.endswith("en") and not nouns.is_plural_body(speaker.name.lower())
            if (needs_known and speaker.sort not in KNOWN) or (kind == "stance" and plural):
                continue
            return self._cue(unit, index, verb, speaker, (start, end))
        return None

    def _subject_of(self, unit: Unit, index: int, start: int, end: int, number: int) -> Speaker | None:
        """The subject stands before the verb, unless that place holds an object or an adverbial."""
        tokens, finder = unit.tokens, self.finder
        after: Speaker | None = None
        if index == start:
            return finder.subject(unit, (index + 1, end)) or (self._after(unit, index, end, number) if number else None)
        first = tokens[start].lower
        alone = first in ("das", "dies", "dem") and index > start + 1
        fronted = not alone and (first in self._adverbials or first in self.words["grammar.objects"])
        if not fronted:
            before = finder.subject(unit, (start, index), skip_phrases=False)
            if before and before.sort in (*KNOWN, "vague"):
                return before
            after = finder.subject(unit, (index + 1, end))
            return after if after and after.sort in KNOWN else (before or after)
        after = finder.subject(unit, (index + 1, end))
        if after is None and number:
            after = finder.subject(unit, (unit.chunks[0][0], min(index, unit.chunks[0][1])))
        return after

    def _cue(self, unit: Unit, index: int, verb: VerbCue, speaker: Speaker | None, frame: Span) -> Cue:
        words = unit.tokens[index].text + (f" … {verb.particle}" if verb.particle else "")
        vague = speaker is not None and speaker.sort == "vague"
        return Cue(words, None if vague else speaker, vague=vague, frame=frame)

    def _modal(self, unit: Unit) -> Cue | None:
        """ "wollte … nicht ausschließen", "konnte … nichts sagen"."""
        if unit.lowers.isdisjoint(self.words["verbs.modals"]):
            return None
        for number, (start, end) in enumerate(unit.chunks):
            stretch = unit.tokens[start:end]
            modal = next((start + n for n, t in enumerate(stretch) if t.lower in self.words["verbs.modals"]), None)
            said = any(_last_word(t) in self.words["verbs.modal_say"] for t in stretch[-3:])
            if modal is None or not said or self.verbs.starts_sub(unit, number):
                continue
            speaker = self._subject_of(unit, modal, start, end, number)
            if speaker and speaker.sort in ("person", "body"):
                return Cue(f"{unit.tokens[modal].text} …", speaker, frame=(start, end))
        return None

    def _let(self, unit: Unit) -> Cue | None:
        """ "ließ … mitteilen", "ließ sie ausrichten"."""
        if unit.lowers.isdisjoint(_LET):
            return None
        for index, token in enumerate(unit.tokens):
            if token.lower not in _LET:
                continue
            number = unit.chunk_of(index)
            start, end = unit.chunks[number]
            said = next((t for t in unit.tokens[index + 1 : end] if t.lower in self.words["verbs.let"]), None)
            if said is None:
                continue
            behind = (index == start and number) or (index and unit.tokens[index - 1].lower == QUOTE)
            speaker = (
                self._after(unit, index, end, number) if behind else self._subject_of(unit, index, start, end, number)
            )
            if speaker and speaker.sort in KNOWN:
                return Cue(f"{token.text} … {said.text}", speaker, frame=(start, end))
        return None

    def _perfect(self, unit: Unit) -> Cue | None:
        """ "hat gesagt, dass …": the newsroom's perfect needs a clause of content."""
        if unit.lowers.isdisjoint(("hat", "haben")):
            return None
        start, end = unit.chunks[0] if unit.chunks else (0, 0)
        stretch = unit.tokens[start:end]
        has = next((start + n for n, t in enumerate(stretch) if t.lower in ("hat", "haben")), None)
        if has is None or len(unit.chunks) < 2 or not any(t.lower in self.words["verbs.perfect"] for t in stretch[-2:]):
            return None
        speaker = self._subject_of(unit, has, start, end, 0)
        if speaker is None or speaker.sort not in KNOWN:
            return None
        return Cue(f"hat … {stretch[-1].text}", speaker, frame=(start, end))

    def _nominal(self, unit: Unit) -> Cue | None:
        """ "Lob kam von der Nato"."""
        if unit.lowers.isdisjoint(self.words["nominal.verbs"]):
            return None
        start, end = unit.chunks[0] if unit.chunks else (0, 0)
        stretch = unit.tokens[start:end]
        if not any(t.text in self.words["nominal.nouns"] for t in stretch[:8]):
            return None
        if not any(t.lower in self.words["nominal.verbs"] for t in stretch):
            return None
        for at in range(start, end):
            if unit.tokens[at].lower in ("von", "vom", "aus", "seitens"):
                named = self._apposed_name(unit, end)
                found = named or self.finder.subject(unit, (at + 1, end), skip_phrases=False)
                if found and found.sort in ("person", "body"):
                    return Cue("kam von", found, frame=(start, end))
        return None

    def _apposed_name(self, unit: Unit, end: int) -> Speaker | None:
        """ "von der Nato, deren Generalsekretär X …": the person behind "deren"."""
        if end + 1 < len(unit.tokens) and unit.tokens[end + 1].lower in ("deren", "dessen"):
            found = self.finder.subject(unit, (end + 2, len(unit.tokens)))
            return found if found and found.sort == "person" else None
        return None

    def _relative(self, unit: Unit, verbs: list[tuple[int, VerbCue]]) -> Cue | None:
        """ "…, deren Chef X von einem Fehler sprach": a relative clause with a named subject of its own."""
        if "deren" not in unit.lowers and "dessen" not in unit.lowers:
            return None
        for index, verb in verbs:
            start, _ = unit.chunks[unit.chunk_of(index)]
            if unit.tokens[start].lower in ("deren", "dessen"):
                found = self.finder.subject(unit, (start + 1, index))
                if found and found.sort == "person":
                    return self._cue(unit, index, verb, found, (start, index + 1))
        return None

    def _source(self, unit: Unit) -> Cue | None:
        """ "laut X", "nach Angaben von X", "X zufolge", "nach Kreml-Angaben"."""
        source = find_source(unit, self.finder)
        if source is None:
            return None
        words, speaker = source
        vague = speaker.sort == "vague"
        return Cue(words, None if vague else speaker, vague=vague)

    def _colon(self, unit: Unit) -> Cue | None:
        """ "Für X ist die Sache klar: Es werde …": somebody named, a colon, then speech."""
        if ":" not in unit.lowers:
            return None
        at = next((n for n, t in enumerate(unit.tokens) if t.text == ":"), None)
        if not at or at + 1 >= len(unit.tokens):
            return None
        speech = unit.tokens[at + 1].lower == QUOTE or reported_after(unit, at + 1)
        if not speech:
            return None
        people = [
            m
            for m in self.finder.mentions_between(unit.tokens[0].start, unit.tokens[at].start)
            if m.form in ("name", "role")
        ]
        person = next((m for m in people if m.label == "PER"), None) or next(
            (m for m in people if m.label == "ORG"), None
        )
        if person:
            sort = self.finder.person(person) if person.label == "PER" else Speaker(person.name, "body")
            return Cue(":", sort, frame=(0, at))
        found = self.finder.subject(unit, (0, at))
        return Cue(":", found, frame=(0, at)) if found and found.sort in ("person", "body") else None


def _last_word(token: Token) -> str:
    """The word itself, or the last one of a folded quotation: „nicht ausschließen“."""
    return (token.text.strip('„“”«»"').split() or [""])[-1] if token.lower == QUOTE else token.lower
