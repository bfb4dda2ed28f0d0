"""Typed values of the story decision: candidates and editors' links in, a Choice with its reasons out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from stories.clustering.boilerplate import Printed
from stories.clustering.fingerprint import Fingerprint

Rule = Literal["score", "editor", "no-candidate"]

WINDOW_DAYS = 30
"""Articles further apart are not compared: an anniversary months later is another story."""

CANDIDATE_ARTICLES = 60
PRINTED_ARTICLES = 50
"""Latest articles of a source that tell its furniture."""

MEMBERS = 12
"""Members by which a story is judged: half of them nearest by keys, half the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that shares keys with the article, with up to ``MEMBERS`` members as (article, fingerprint).

    ``size`` counts all its members. Nothing joins a ``locked`` story by machine.
    """

    story: str
    members: tuple[tuple[str, Fingerprint], ...]
    size: int = 0
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What editors decided for one article: the story it must be in, stories it must not be in.

    A pair constraint between articles becomes a constraint on the story of the other article.
    """

    must: str | None = None
    cannot: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reasons of a decision, as editors and readers see them.

    ``story`` is the best candidate, joined or not; ``nearest`` its member most like the article.
    Terms and names are in a readable form, days in ISO form.
    """

    rule: Rule
    score: float = 0.0
    threshold: float = 0.0
    story: str | None = None
    nearest: str | None = None
    near_copy: bool = False
    shared_names: tuple[str, ...] = ()
    shared_terms: tuple[str, ...] = ()
    shared_days: tuple[str, ...] = ()
    next_story: str | None = None
    next_score: float = 0.0
    measures: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The story to join; None: the article opens its own."""

    story: str | None
    why: Why


class Archive(Protocol):
    """What the decision needs to know of earlier articles."""

    def candidates(self, article: Fingerprint) -> Sequence[Candidate]:
        """Stories of the same language within ``WINDOW_DAYS`` that share keys with ``article``.

        From the ``CANDIDATE_ARTICLES`` articles that share most keys (then the newest), by story.
        """
        ...

    def printed(self, source: str) -> Sequence[Printed]:
        """What the source's latest articles printed; empty for an unknown source."""
        ...
