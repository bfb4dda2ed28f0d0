"""What an article has named so far, for "er", "sie" and "die Behörde": speakers in, the fitting one out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from stories.nlp.statements.nouns import Gender

Sort = Literal["person", "body", "place", "vague", "unknown"]

_KEPT = 40  # speakers of each sort; an article that names more points back to the recent ones


class Speaker(NamedTuple):
    """Who speaks; ``sort`` says how sure the rules may be that it can speak at all."""

    name: str
    sort: Sort
    gender: Gender = ""


@dataclass(slots=True)
class Memory:
    """What the article has named so far, for pronouns and for "die Behörde"."""

    last: Speaker | None = None
    document: Speaker | None = None
    people: list[Speaker] = field(default_factory=list)
    bodies: list[Speaker] = field(default_factory=list)
    genders: dict[str, Gender] = field(default_factory=dict)

    def remember(self, speaker: Speaker) -> None:
        """Keep the speaker as the most recent of its sort."""
        kept = self.people if speaker.sort == "person" else self.bodies
        if kept and kept[-1] == speaker:
            return
        if speaker in kept:
            kept.remove(speaker)
        kept.append(speaker)
        del kept[:-_KEPT]

    def by_surname(self, name: str) -> Speaker | None:
        """Return the person whose last name this is; covers names the names stage has missed."""
        return next((p for p in reversed(self.people) if p.name.split()[-1] in (name, name.removesuffix("s"))), None)

    def last_body(self) -> Speaker | None:
        """Return the body that spoke or was named last."""
        if self.last and self.last.sort == "body":
            return self.last
        return self.bodies[-1] if self.bodies else None

    def recent(self, gender: Gender) -> Speaker | None:
        """Return the last speaker, or the last person, that a word of this gender can mean."""
        last = self.last
        if last and last.sort == "person" and last.gender in (gender, ""):
            return last
        near = self.people[-3:]
        known = next((p for p in reversed(near) if p.gender == gender), None)
        return known or next((p for p in reversed(self.people) if p.gender in (gender, "")), None)
