"""Document frequencies: how common a term is in news at large, from a versioned table.

The table is data and not the archive, so that whether two articles belong together does not
depend on the unrelated articles that came before. A new table is made by
``python -m stories.clustering.background --language de --version V --texts FILE…``.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stories.clustering.folding import GRAM_BUCKETS, grams, stem, words

DATA = Path(__file__).parent / "data"
LINES_A_DOCUMENT = 12
"""Lines of a plain text file that make up one document: about as much as an article's first part."""

PLAIN_NUMBER, TELLING_NUMBER = 0.3, 0.8
"""Rarity of numbers, which no table counts: small ones and years stand in every report, "1850" hardly ever."""

_YEAR = re.compile("(?:19|20)[0-9]{2}")
COUNTED_CHARACTERS = 1500
"""As much of an article as ``fingerprint`` reads."""


@dataclass(frozen=True)
class Background:
    """Document frequencies of stems; rarity of letter-run buckets as bytes, 255 for never seen."""

    version: str
    documents: int
    stems: dict[str, int]
    gram_rarity: bytes

    def rarity(self, term: str) -> float:
        """Inverse document frequency, 0 (everywhere) to 1 (never seen)."""
        if term.isdigit():
            return PLAIN_NUMBER if len(term) < 3 or _YEAR.fullmatch(term) else TELLING_NUMBER
        return math.log((self.documents + 1) / (self.stems.get(term, 0) + 1)) / math.log(self.documents + 1)


@lru_cache(maxsize=8)
def background(language: str) -> Background:
    """The table of a language (a BCP 47 tag); German where there is none of its own."""
    path = DATA / f"frequencies_{language.split('-')[0].lower()}.json"
    return read(path if path.exists() else DATA / "frequencies_de.json")


def read(path: Path) -> Background:
    row = json.loads(path.read_text(encoding="utf-8"))
    stems = {term: int(count) for count, terms in row["stems"].items() for term in terms.split()}
    return Background(row["version"], row["documents"], stems, base64.b64decode(row["gram_rarity"]))


def count(texts: Iterable[str], *, version: str, least: int = 2, drop_names: bool = False) -> Background:
    """A table of the stems that ``least`` texts share; ``drop_names`` leaves out what is mostly written large."""
    documents, stems, buckets, small = 0, Counter[str](), Counter[int](), Counter[str]()
    for text in texts:
        documents += 1
        found = set(words(text[:COUNTED_CHARACTERS]))
        stems.update({stem(word) for word in found})
        buckets.update({bucket for word in found for bucket in grams(word)})
        small.update({stem(word) for word in text[:COUNTED_CHARACTERS].split() if word.isalpha() and word.islower()})
    common = {term: number for term, number in stems.items() if number >= least and not term.isdigit()}
    if drop_names:
        common = {term: number for term, number in common.items() if small[term] * 2 >= number}
    return Background(version, documents, common, _gram_rarity(buckets, documents))


def _gram_rarity(buckets: Counter[int], documents: int) -> bytes:
    ceiling = math.log(documents + 1)
    share = (math.log((documents + 1) / (buckets[bucket] + 1)) / ceiling for bucket in range(GRAM_BUCKETS))
    return bytes(round(255 * max(0.0, value)) for value in share)


def write(table: Background, path: Path, *, provenance: str) -> None:
    by_count = dict[int, list[str]]()
    for term, number in sorted(table.stems.items(), key=lambda item: (-item[1], item[0])):
        by_count.setdefault(number, []).append(term)
    row = {
        "provenance": provenance,
        "version": table.version,
        "documents": table.documents,
        "gram_rarity": base64.b64encode(table.gram_rarity).decode(),
        "stems": {str(number): " ".join(terms) for number, terms in by_count.items()},
    }
    path.write_text(json.dumps(row, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Count document frequencies.")
    parser.add_argument("--language", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument(
        "--texts", type=Path, nargs="+", required=True, help=".txt of single sentences, .jsonl of articles"
    )
    parser.add_argument(
        "--drop-names", action="store_true", help="leave out stems mostly written with a capital letter"
    )
    parser.add_argument("--provenance", default="")
    options = parser.parse_args()
    texts = (text for path in options.texts for text in _documents(path))
    table = count(texts, version=options.version, drop_names=options.drop_names)
    write(table, DATA / f"frequencies_{options.language}.json", provenance=options.provenance)


def _documents(path: Path) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    if path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in lines if line.strip())
    else:
        yield from (" ".join(lines[at : at + LINES_A_DOCUMENT]) for at in range(0, len(lines), LINES_A_DOCUMENT))


if __name__ == "__main__":
    main()
