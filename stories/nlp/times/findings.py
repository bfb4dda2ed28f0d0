"""Where times stand: text in, findings out (rule and named parts, not yet resolved), without the traps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from stories.nlp.times.guards import GUARD, surroundings
from stories.nlp.times.patterns import NUMBER, UNIT_STEM, Rule, rules_by_word

TOKEN = re.compile(r"[^\W_]+")
DIGITS = frozenset("0123456789")
UNIT_REACH = 64
"""Characters from a number to the end of its unit's first letters, adjectives between included."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One span with what its words say: ``rule`` and the named groups of the pattern."""

    start: int
    end: int
    rule: str
    parts: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.parts.get(name, "")


def _longest(text: str, position: int, rules: tuple[Rule, ...]) -> Finding | None:
    unit_near: bool | None = None
    matches = []
    for order, rule in enumerate(rules):
        if rule.needs_unit and unit_near is None:
            unit_near = UNIT_STEM.search(text, position, position + UNIT_REACH) is not None
        if (unit_near or not rule.needs_unit) and (match := rule.pattern.match(text, position)):
            matches.append((match.end(), -order, match, rule))
    if not matches:
        return None
    for end, _, match, rule in sorted(matches, key=lambda item: item[:2], reverse=True):
        guard = GUARD.get(rule.name)
        if end > position and (guard is None or guard(match, surroundings(text, position, end))):
            return Finding(position, end, rule.name, {k: v for k, v in match.groupdict().items() if v})
    return None


def _may_start(text: str, position: int) -> bool:
    """No time begins inside a compound ("Ex-Montag"), an address or a number ("3,14")."""
    before = text[position - 1 : position]
    if before in {"-", "@", "#", "_", "/", "§"}:
        return (
            before in {"-", "/"}
            and text[position : position + 1].isdigit()
            and text[position - 2 : position - 1].isspace()
        )
    return not (before in {",", ".", ":"} and text[position - 2 : position - 1].isdigit() and text[position].isdigit())


def find(text: str) -> Iterator[Finding]:
    """Findings from left to right, without overlaps."""
    rules = rules_by_word()
    numeric = rules[NUMBER]
    position = 0
    for token in TOKEN.finditer(text):
        word = token[0]
        candidates = rules.get(word) or (numeric if word[0] in DIGITS else None)
        if candidates is None:
            continue
        start = token.start()
        if start >= position and _may_start(text, start) and (found := _longest(text, start, candidates)):
            yield found
            position = found.end
