"""An Archive in memory, for `manage.py cluster`, training and evaluation: an inverted index over keys."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from datetime import timedelta

from stories.clustering.boilerplate import Printed
from stories.clustering.fingerprint import Fingerprint
from stories.clustering.types import CANDIDATE_ARTICLES, MEMBERS, PRINTED_ARTICLES, WINDOW_DAYS, Candidate

WINDOW = timedelta(days=WINDOW_DAYS)


class MemoryArchive:
    """Articles and their stories in the order in which they were added."""

    def __init__(self) -> None:
        self._articles = dict[str, Fingerprint]()
        self._order = dict[str, int]()
        self._story_of = dict[str, str]()
        self._members = defaultdict[str, list[str]](list)
        self._by_key = defaultdict[str, list[str]](list)
        self._printed = defaultdict[str, deque[Printed]](lambda: deque(maxlen=PRINTED_ARTICLES))

    def add(self, article: str, fingerprint: Fingerprint, story: str) -> None:
        self._order[article] = len(self._order)
        self._articles[article] = fingerprint
        self._story_of[article] = story
        self._members[story].append(article)
        for key in fingerprint.keys:
            self._by_key[key].append(article)
        if fingerprint.source:
            self._printed[fingerprint.source].append(fingerprint.printed)

    def printed(self, source: str) -> Sequence[Printed]:
        return tuple(self._printed[source]) if source else ()

    def candidates(self, article: Fingerprint) -> Sequence[Candidate]:
        found = Counter(other for key in article.keys for other in self._by_key[key] if self._near(article, other))
        best = sorted(found, key=lambda other: (-found[other], -self._order[other]))[:CANDIDATE_ARTICLES]
        by_story = defaultdict[str, list[str]](list)
        for other in best:
            by_story[self._story_of[other]].append(other)
        return [self._candidate(story, nearest) for story, nearest in by_story.items()]

    def story(self, story: str) -> Candidate:
        return self._candidate(story, ())

    def stories(self) -> list[str]:
        return list(self._members)

    def move(self, story: str, into: str) -> None:
        """Merge ``story`` into another one."""
        moved = self._members.pop(story)
        self._story_of.update(dict.fromkeys(moved, into))
        self._members[into] = sorted([*self._members[into], *moved], key=self._order.__getitem__)

    def neighbours(self, story: str) -> list[Candidate]:
        """The candidate stories of the story's members, itself left out."""
        members = self.story(story).members
        found = {candidate.story for _, member in members for candidate in self.candidates(member)}
        return [self.story(other) for other in sorted(found - {story})]

    def story_of(self, article: str) -> str:
        return self._story_of[article]

    def _near(self, article: Fingerprint, key: str) -> bool:
        other = self._articles[key]
        if other.language != article.language:
            return False
        if other.published is None or article.published is None:
            return True
        return abs(other.published - article.published) <= WINDOW

    def _candidate(self, story: str, nearest: Sequence[str]) -> Candidate:
        """Half of the members nearest by keys, the rest the newest."""
        newest = reversed(self._members[story])
        keys = list(dict.fromkeys([*nearest[: MEMBERS // 2], *newest]))[:MEMBERS]
        members = tuple((key, self._articles[key]) for key in keys)
        return Candidate(story=story, members=members, size=len(self._members[story]))
