"""Labelled and found stories → B-cubed and pairwise precision, recall and F1.

``mixed`` is B-cubed over the articles that share a story with another one in either answer: where
most articles stand alone, the figure over all says little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class StoryScore:
    """``stories`` and ``labelled`` count the stories found and labelled."""

    articles: int
    bcubed: Figures
    mixed: Figures
    pairs: Figures
    stories: int
    labelled: int


def score_stories(labelled: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> StoryScore:
    """Score the articles that both mappings hold (article → story)."""
    articles = [article for article in labelled if article in found]
    true_size = Counter(labelled[article] for article in articles)
    found_size = Counter(found[article] for article in articles)
    common = Counter((labelled[article], found[article]) for article in articles)

    def bcubed(chosen: Iterable[str]) -> Figures:
        rows = [(common[labelled[a], found[a]], found_size[found[a]], true_size[labelled[a]]) for a in chosen]
        number = max(1, len(rows))
        precision = sum(both / size for both, size, _ in rows) / number
        return Figures(precision, sum(both / size for both, _, size in rows) / number)

    partnered = [a for a in articles if true_size[labelled[a]] > 1 or found_size[found[a]] > 1]
    return StoryScore(
        articles=len(articles),
        bcubed=bcubed(articles),
        mixed=bcubed(partnered),
        pairs=_pair_figures(common.values(), found_size.values(), true_size.values()),
        stories=len(found_size),
        labelled=len(true_size),
    )


def _pair_figures(common: Iterable[int], found: Iterable[int], true: Iterable[int]) -> Figures:
    right, claimed, wanted = (sum(size * (size - 1) // 2 for size in sizes) for sizes in (common, found, true))
    return Figures(right / claimed if claimed else 1.0, right / wanted if wanted else 1.0)


def describe(score: StoryScore) -> str:
    """One line in percent."""
    parts = (("B-cubed", score.bcubed), ("with a partner", score.mixed), ("pairs", score.pairs))
    figures = " | ".join(
        f"{name} F1 {100 * f.f1:.1f} (P {100 * f.precision:.1f} R {100 * f.recall:.1f})" for name, f in parts
    )
    return f"{score.articles} articles | {figures} | {score.stories} stories, {score.labelled} labelled"
