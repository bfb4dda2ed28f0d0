"""The reports of one story → groups that share an origin: reprints of one text, one statement, one agency.

"Fast gleicher Text" folds reprints; "2 Berichte, 2 Ursprünge" counts how many statements the
reports rest on. A group is a claim about publishers, so each kind asks for plain evidence.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from stories.clustering.background import DATA
from stories.clustering.folding import fold, words

RUN_WORDS = 3
COPY_SHARE = 0.4
"""Share of the shorter text's word runs that the longer one must hold. In the three labelled stories kept for
development a lightly edited wire report reaches 0.80, independent reports on one statement 0.05 at most."""

LEAST_RUNS = 12
"""Shorter texts (headlines, one sentence) hold too little to call one a copy of the other."""

AGENCY_SHARE = 0.25
"""Where both texts carry the sign of one agency, less of the wording must agree."""

SIGN_REACH = 200
"""An agency's sign stands in the dateline or at the very end, not in the middle of a report."""

_SIGN = re.compile(r"\(([^()]{2,40})\)")


def group_origins(texts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Articles whose texts are near-copies, each group of two or more sorted, the groups by first article."""
    runs = {article: _runs(text) for article, text in texts.items()}
    signs = {article: agencies(text) for article, text in texts.items()}
    edges = [
        pair
        for pair in combinations(sorted(texts), 2)
        if _copies(runs[pair[0]], runs[pair[1]], same_agency=bool(signs[pair[0]] & signs[pair[1]]))
    ]
    return _components(edges)


def group_statements(speakers: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[str, ...]]:
    """Speaker → the articles that rest on that speaker's statement, where two or more do.

    ``speakers``: for each article the outermost speakers of its reported sentences.
    """
    resting = defaultdict[str, list[str]](list)
    for article in sorted(speakers):
        for speaker in speakers[article]:
            resting[speaker].append(article)
    return {speaker: tuple(articles) for speaker, articles in sorted(resting.items()) if len(articles) > 1}


def count_origins(
    articles: Sequence[str], copies: Sequence[Sequence[str]], speakers: Mapping[str, frozenset[str]]
) -> int:
    """Independent origins of a story: the statements its reports rest on, plus reports that rest on none.

    Near-copies count as one report.
    """
    first = {article: group[0] for group in copies for article in group}
    reports = {first.get(article, article) for article in articles}
    statements = frozenset[str]().union(*(speakers.get(report, frozenset()) for report in reports))
    return len(statements) + sum(not speakers.get(report) for report in reports)


def agencies(text: str) -> frozenset[str]:
    """Agency signs at the start or the end of a text: "(dpa)", "(sda/afp)", and unknown ones in that form."""
    plain = text.strip()
    edges = (plain[:SIGN_REACH], plain[-SIGN_REACH // 4 :])
    parts = {
        fold(part) for edge in edges for sign in _SIGN.findall(edge) for part in re.split(r"[/,+&-]|\s+und\s+", sign)
    }
    return frozenset(part.strip() for part in parts if _is_sign(part.strip()))


def _is_sign(part: str) -> bool:
    table = _agency_table()
    if part in table["agencies"]:
        return True
    return part.isalpha() and len(part) == 3 and part not in table["other_signs"]


@lru_cache(maxsize=1)
def _agency_table() -> dict[str, list[str]]:
    return tomllib.loads((DATA / "agencies.toml").read_text(encoding="utf-8"))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    body = words(text)
    return frozenset(tuple(body[start : start + RUN_WORDS]) for start in range(len(body) - RUN_WORDS + 1))


def _copies(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]], *, same_agency: bool) -> bool:
    shorter = min(len(left), len(right))
    share = AGENCY_SHARE if same_agency else COPY_SHARE
    return shorter >= LEAST_RUNS and len(left & right) >= share * shorter


def _components(edges: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Connected components: a copy of a copy is the same text."""
    group_of = dict[str, set[str]]()
    for left, right in edges:
        merged = group_of.get(left, {left}) | group_of.get(right, {right})
        group_of.update(dict.fromkeys(merged, merged))
    return tuple(sorted({tuple(sorted(group)) for group in group_of.values()}))
