"""Finds who speaks in a stretch of tokens: tokens and names in, Speaker out.

Canonical names come from the Mentions; where there is none, the institution's own words stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stories.nlp.statements import nouns
from stories.nlp.statements.clauses import QUOTE, Span, Token, Unit, is_title
from stories.nlp.statements.lexicon import Lexicon
from stories.nlp.statements.memory import Memory, Speaker
from stories.nlp.statements.nouns import Gender
from stories.nlp.types import Mention

_DECLINED = ("e", "en", "er", "es", "em")
_REACH = 40  # tokens; a speaker is named near the verb, and the limit keeps long texts linear


class Finder:
    """Resolves noun phrases of one article; holds its mentions by place."""

    def __init__(self, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        order = {"name": 0, "role": 1, "part": 2, "derived": 3}
        self.mentions = sorted(mentions, key=lambda m: (m.start, order[m.form], -m.end))
        self.starts = [m.start for m in self.mentions]
        self.lexicon = lexicon
        self.words = lexicon.words
        self.memory = Memory()

    # --- mentions -------------------------------------------------------------------------------

    def mention_at(self, start: int, forms: tuple[str, ...] = ("name",)) -> Mention | None:
        """Return the mention of one of the forms that begins at the offset."""
        index = bisect_left(self.starts, start)
        while index < len(self.mentions) and self.starts[index] == start:
            if self.mentions[index].form in forms:
                return self.mentions[index]
            index += 1
        return None

    def mentions_between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in the stretch."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def person(self, mention: Mention) -> Speaker:
        """Return the person behind a mention, with the gender known so far."""
        gender = self.memory.genders.get(mention.name) or self._gender_of_name(mention.name)
        return Speaker(mention.name, "person", gender)

    def _gender_of_name(self, name: str) -> Gender:
        given = name.split()[0]
        if " " not in name or not given.endswith(("a", "e")):
            return ""
        return "" if given in self.words["people.male_names_in_a_e"] else "f"

    # --- noun phrases ---------------------------------------------------------------------------

    def subject(self, unit: Unit, span: Span, *, skip_phrases: bool = True) -> Speaker | None:
        """Return the first noun phrase of the stretch that can speak."""
        tokens, index = unit.tokens, span[0]
        end = min(span[1], span[0] + _REACH)
        while index < end:
            token = tokens[index]
            if token.lower in ("ich", "wir", "man", "du"):
                return None
            if token.lower in self.words["grammar.pronouns"] and not self._introduces(tokens, index, end):
                return self.pronoun(unit, token)
            if token.lower == QUOTE and index and is_title(tokens[index - 1], token):
                return Speaker(token.text[1:-1], "unknown")
            if skip_phrases and token.lower in self.words["grammar.prepositions"]:
                index = self._after_phrase(tokens, index + 1, end)
                continue
            if (
                token.text[:1].isupper()
                and token.lower not in self.words["grammar.articles"]
                and not self._is_origin(tokens, index)
            ):
                return self.head(unit, index, span[1])
            index += 1
        return None

    def _introduces(self, tokens: list[Token], index: int, end: int) -> bool:
        """Whether "diese", "sie" is followed by its noun at once ("diese Behörde")."""
        if tokens[index].lower in ("er", "sie"):
            return False
        return index + 1 < end and tokens[index + 1].text[:1].isupper()

    def _is_origin(self, tokens: list[Token], index: int) -> bool:
        """An adjective of origin is no head noun: "Münchner" in "des Münchner Flughafens"."""
        mention = self.mention_at(tokens[index].start, ("derived",))
        return mention is not None and index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper()

    def _after_phrase(self, tokens: list[Token], index: int, end: int) -> int:
        """Step over the noun phrase of a preposition: "am späten Abend", "nach dem Treffen"."""
        while index < end and not tokens[index].text[:1].isupper() and not tokens[index].text[:1].isdigit():
            if tokens[index].lower in self.words["grammar.pronouns"]:
                return index
            index += 1
        mention = self.mention_at(tokens[index].start) if index < end else None
        index += 1
        while mention and index < end and tokens[index].start < mention.end:
            index += 1
        return index

    def head(self, unit: Unit, index: int, end: int) -> Speaker:
        """Resolve the noun phrase whose head noun stands at the index."""
        token = unit.tokens[index]
        mention = self.mention_at(token.start, ("name", "role"))
        if mention is None or mention.end < token.end:
            return self._common_noun(unit, index, end)
        following = self._index_after(unit.tokens, index, mention.end)
        if mention.label == "PER":
            return self._person_or_house(unit, mention, index, following, end)
        if self._is_genitive(unit.tokens, following, mention, end):
            return self.head(unit, following, end)
        if mention.form == "name" and mention.label == "LOC":
            return Speaker(mention.name, "place")
        return Speaker(mention.name, "body", nouns.body_gender(mention.name.split()[0]))

    def _index_after(self, tokens: list[Token], index: int, offset: int) -> int:
        while index < len(tokens) and tokens[index].start < offset:
            index += 1
        return index

    def _person_or_house(self, unit: Unit, mention: Mention, index: int, following: int, end: int) -> Speaker:
        """Tell "Putin" from "Putins Sprecher" and "Trumps Team"."""
        tokens = unit.tokens
        if following < min(end, len(tokens)) and tokens[following].text[:1].isupper():
            noun = tokens[following]
            surface = tokens[following - 1].text
            if mention.form == "role":
                name = self.mention_at(noun.start)
                if name and name.label == "PER":
                    self.learn_gender(name.name, tokens, following - 1)
                    return self.person(name)
            elif (
                surface.endswith("s")
                and (nouns.is_body(noun.lower) or nouns.is_spokes(noun.lower))
                and self.mention_at(noun.start) is None
            ):
                return Speaker(
                    f"{surface[:-1]}-{noun.text}" if not nouns.is_spokes(noun.lower) else mention.name, "body"
                )
            elif surface.endswith("s") and nouns.is_role(noun.lower):
                return self.head(unit, following, end)
        if mention.form == "role":
            self.learn_gender(mention.name, tokens, following - 1)
        elif index and tokens[index - 1].text[:1].isupper():
            self.learn_gender(mention.name, tokens, index - 1)
        return self.person(mention)

    def learn_gender(self, name: str, tokens: list[Token], index: int) -> None:
        """Learn from the role noun beside a name; nouns in -e ("Abgeordnete") leave it to their article."""
        role = tokens[index]
        before = tokens[index - 1].lower if index else ""
        if role.lower == "frau" or nouns.is_feminine(role.lower):
            self.memory.genders[name] = "f"
        elif role.lower.endswith("e") and nouns.is_role(role.lower):
            if before in ("die", "eine", "der", "ein"):
                self.memory.genders[name] = "f" if before in ("die", "eine") else "m"
        elif role.lower == "herr" or nouns.is_role(role.lower):
            self.memory.genders[name] = "m"

    def _is_genitive(self, tokens: list[Token], following: int, mention: Mention, end: int) -> bool:
        """ "Griechenlands Regierungssprecher": the name only belongs to the noun after it."""
        if following >= min(end, len(tokens)) or not tokens[following].text[:1].isupper():
            return False
        return tokens[following - 1].text.endswith("s") and not mention.name.endswith(tokens[following - 1].text)

    def _common_noun(self, unit: Unit, index: int, end: int) -> Speaker:
        token = unit.tokens[index]
        if nouns.is_spokes(token.lower):
            return self._spokesperson(unit, index, end)
        if token.text in self.lexicon.raw["institutions"]["back"]:
            return self.body(unit, index, end)
        if nouns.is_role(token.lower):
            return self._role(unit, index, end)
        if token.text in self.words["documents.nouns"]:
            return self.document(unit, index, end)
        if token.text in self.words["vague.collectives"] and not self._determined(unit.tokens, index):
            return Speaker(token.text, "vague")
        if nouns.is_vague(token.lower):
            return Speaker(token.text, "vague")
        if nouns.is_body(token.lower) or self._is_adjective_of_body(unit, index, end):
            return self.body(unit, index if nouns.is_body(token.lower) else index + 1, end)
        following = index + 1
        if following < min(end, len(unit.tokens)) and unit.tokens[following].text[:1].isupper():
            mention = self.mention_at(unit.tokens[following].start)
            if mention and mention.label in ("PER", "ORG"):
                return self.head(unit, following, end)
        name = self._unknown_name(unit.tokens, index, end) or token.text
        return self.memory.by_surname(name) or Speaker(name, "unknown")

    def _is_adjective_of_body(self, unit: Unit, index: int, end: int) -> bool:
        """ "Statistischen" in "des Statistischen Landesamtes": an adjective with a capital, in the name of a body."""
        if index + 1 >= min(end, len(unit.tokens)) or not unit.tokens[index].text.endswith(_DECLINED):
            return False
        adjective, noun = unit.tokens[index].lower, unit.tokens[index + 1]
        if adjective in self.words["grammar.articles"] or nouns.is_role(adjective):
            return False
        return noun.text[0].isupper() and nouns.is_body(noun.lower)

    def _unknown_name(self, tokens: list[Token], index: int, end: int) -> str:
        """Capitalised words in a row are a name the names stage has missed."""
        last = index
        while (
            last < min(end, len(tokens), index + 4) and tokens[last].text[:1].isupper() and tokens[last].text.isalpha()
        ):
            last += 1
        return " ".join(t.text for t in tokens[index:last])

    def _determined(self, tokens: list[Token], index: int) -> bool:
        return index > 0 and tokens[index - 1].lower in self.words["grammar.articles"]

    def _named(self, unit: Unit, index: int, end: int) -> Mention | None:
        """The person's name that goes with a role noun: beside it or as an apposition behind a comma."""
        tokens = unit.tokens
        limit = min(len(tokens), index + _REACH)
        if index + 1 < limit:
            beside = self.mention_at(tokens[index + 1].start)
            if beside and beside.label == "PER":
                return beside
        for position in range(index + 1, limit):
            mention = self.mention_at(tokens[position].start)
            if tokens[position].text in ",(" and position + 1 < limit:
                apposed = self.mention_at(tokens[position + 1].start)
                if apposed is None or apposed.label != "PER":
                    return None
                after = self._index_after(tokens, position + 1, apposed.end)
                return apposed if after >= len(tokens) or tokens[after].text in ",.:;)(" else None
            if mention and mention.label == "PER" and position < end:
                owned = tokens[position - 1].lower in self.words["grammar.prepositions"] or nouns.is_role(
                    tokens[position - 1].lower
                )
                return None if owned or nouns.is_spokes(tokens[index].lower) else mention
        return None

    def _role(self, unit: Unit, index: int, end: int) -> Speaker:
        token = unit.tokens[index]
        name = self._named(unit, index, end)
        if name:
            self.learn_gender(name.name, unit.tokens, index)
            return self.person(name)
        missed = self._unknown_name(unit.tokens, index + 1, end)
        if missed:
            return Speaker(missed, "person", "f" if nouns.is_feminine(token.lower) else "m")
        before = unit.tokens[index - 1].lower if index else ""
        if before in self.words["grammar.indefinite"] or before in self.words["grammar.possessive"]:
            return Speaker(token.text, "person", "f" if nouns.is_feminine(token.lower) else "m")
        known = self.memory.recent("f" if nouns.is_feminine(token.lower) else "m")
        return known or Speaker(token.text, "person", "f" if nouns.is_feminine(token.lower) else "m")

    def _spokesperson(self, unit: Unit, index: int, end: int) -> Speaker:
        token = unit.tokens[index]
        name = self._named(unit, index, end)
        if name:
            self.learn_gender(name.name, unit.tokens, index)
            return self.person(name)
        missed = self._unknown_name(unit.tokens, index + 1, end)
        if missed and self.mention_at(unit.tokens[index + 1].start) is None:
            return Speaker(missed, "person", "f" if nouns.is_feminine(token.lower) else "m")
        house = self._house_of(unit, index, end)
        if house:
            return house
        if unit.tokens[index - 1].lower in self.words["grammar.indefinite"] and index:
            return self.memory.last_body() or Speaker(token.text, "unknown")
        return (
            self.memory.recent("f" if nouns.is_feminine(token.lower) else "m")
            or self.memory.last_body()
            or Speaker(token.text, "unknown")
        )

    def _house_of(self, unit: Unit, index: int, end: int) -> Speaker | None:
        """The house of a nameless spokesperson: Polizeisprecher, Kreml-Sprecher, Sprecherin des Flughafens."""
        token = unit.tokens[index]
        part = self.mention_at(token.start, ("part",))
        if part and part.label != "LOC":
            return Speaker(part.name, "body")
        for ending in sorted(self.lexicon.endings["spokes"], key=len, reverse=True):
            if nouns.singular(token.lower).endswith(ending) and len(nouns.singular(token.lower)) > len(ending) + 2:
                first = token.text[: len(nouns.singular(token.lower)) - len(ending)].rstrip("-")
                return self.back_reference(nouns.first_part(first))
        following = index + 1
        if following < min(end, len(unit.tokens)) and unit.tokens[following].lower in (
            "der",
            "des",
            "von",
            "vom",
            "beim",
            "bei",
            "im",
        ):
            return self.subject(unit, (following + 1, end), skip_phrases=False)
        return None

    def document(self, unit: Unit, index: int, end: int) -> Speaker:
        """The owner of a statement or letter: its genitive, its adjective, or the last body that spoke."""
        tokens = unit.tokens
        following = index + 1
        if following < min(end, len(tokens)):
            owner = self.mention_at(tokens[following].start)
            if owner and owner.label in ("PER", "ORG"):
                return self.head(unit, following, end)
            if tokens[following].lower in ("der", "des", "von", "vom"):
                found = self.subject(unit, (following + 1, end), skip_phrases=False)
                if found and found.sort in ("person", "body"):
                    return found
        return self.memory.last_body() or self.memory.last or Speaker(tokens[index].text, "unknown")

    def body(self, unit: Unit, index: int, end: int) -> Speaker:
        """A body in its own words, with the place or field that tells it from others."""
        tokens, token = unit.tokens, unit.tokens[index]
        name = nouns.nominative(token.text, {t.lower for t in tokens[max(0, index - 3) : index]})
        before = self.mention_at(tokens[index - 1].start, ("derived", "name")) if index else None
        apposed = self.mention_at(tokens[index + 1].start) if index + 1 < min(end, len(tokens)) else None
        if apposed and apposed.label == "ORG" and token.text in self.lexicon.raw["institutions"]["back"]:
            return Speaker(apposed.name, "body", nouns.body_gender(token.text))
        if name != token.text and nouns.is_plural_body(name.lower()):
            return Speaker(name, "body", "p")  # "den Betreibern": themselves, not the one body named before
        tail = self._tail(tokens, index, end)
        adjective = index > 0 and not before and self._is_adjective_of_body(unit, index - 1, end)
        if adjective and tokens[index - 1].text[0].isupper():
            name = nouns.declined(tokens[index - 1].text, name)
        elif not tail and not before:
            return self.back_reference(name)
        if before and before.form == "derived" and before.label == "LOC" and before.end == tokens[index - 1].end:
            name = self._with_adjective(tokens[index - 1].text, name, before)
        return Speaker(name + tail, "body", nouns.body_gender(token.text))

    def _tail(self, tokens: list[Token], index: int, end: int) -> str:
        """ " Worms", " für Umwelt", " des Regierungschefs" behind a body's noun."""
        following, limit = index + 1, min(end, len(tokens), index + 5)
        if following >= limit:
            return ""
        place = self.mention_at(tokens[following].start)
        if place:
            return " " + place.name
        if tokens[following].text[:1].isupper() and not tokens[following].text.isdigit():
            return " " + tokens[following].text
        if tokens[following].lower not in ("für", "des", "der"):
            return ""
        last = following + 1
        while last < limit and not tokens[last].text[:1].isupper():
            last += 1
        return "" if last >= limit else " " + " ".join(t.text for t in tokens[following : last + 1])

    def _with_adjective(self, adjective: str, noun: str, mention: Mention) -> str:
        if adjective[:1].isupper() and adjective.endswith("er"):
            return f"{noun} {mention.name}"
        return nouns.declined(adjective, noun)

    # --- references -----------------------------------------------------------------------------

    def back_reference(self, noun: str) -> Speaker:
        """ "die Behörde", "die Gewerkschaft": the body already named that it points to, or the noun itself."""
        pointing = self.lexicon.raw["institutions"]["back"]
        for hint in pointing.get(noun, [noun.lower()]):
            for known in reversed(self.memory.bodies):
                if hint == "*" and not nouns.is_public(known.name):
                    return known
                if any(part.lower().endswith(hint) for part in known.name.split()):
                    return known
        last = self.memory.last
        if noun in pointing and last and last.sort == "body":
            return last  # bodies with a proper name ("Adebar") do not show what they are
        return Speaker(noun, "body", nouns.body_gender(noun))

    def pronoun(self, unit: Unit, token: Token) -> Speaker | None:
        """Return whom "er" or "sie" means: someone of this sentence, the last speaker, the last person."""
        gender: Gender = "f" if token.lower in self.words["people.feminine"] else "m"
        here = [
            m for m in self.mentions_between(unit.sentence.start, token.start) if m.label == "PER" and m.form == "name"
        ]
        for mention in here:
            person = self.person(mention)
            if person.gender in (gender, ""):
                return person
        for index, word in enumerate(unit.tokens[:_REACH]):
            if word.start >= token.start or gender != "f":
                break
            if (
                word.text[:1].isupper()
                and nouns.is_body(word.lower)
                and nouns.body_gender(word.text) == "f"
                and self._determined(unit.tokens, index)
            ):
                return self.body(unit, index, index + 1)
        last = self.memory.last
        if last and last.sort == "body" and last.gender == gender and gender == "f" and not self._newer_person(gender):
            return last
        return self.memory.recent(gender) or last

    def _newer_person(self, gender: Gender) -> bool:
        return any(p.gender == gender for p in self.memory.people[-2:])
