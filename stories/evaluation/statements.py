"""Measures kinds and speakers on labelled articles: a folder and a choice of ids in, aggregates out.

``python -m stories.evaluation.statements FOLDER [--only d01,d02 | --without d03] [--errors]
[--names labelled|none|found]``
The folder holds articles.jsonl, statements.jsonl and entities.jsonl. By default the labelled names stand in for the
names stage, so the figures are those of the statement rules alone; ``--names found`` runs the whole pipeline.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stories.nlp.pipeline import annotate
from stories.nlp.sentences import split_sentences
from stories.nlp.statements import attribute
from stories.nlp.types import Document, Form, Mention, Sentence

_FORMS: dict[str, Form] = {"compound": "part", "derived": "derived", "nominal": "role"}
_SPEECH = frozenset(["quote", "reported-cue", "reported-carried"])

Row = dict[str, Any]


def gold_mentions(row: Row) -> list[Mention]:
    """Return the labelled names as the names stage would give them."""
    return [
        Mention(start=m["start"], end=m["end"], label=m["label"], name=m["name"], form=_FORMS.get(m["form"], "name"))
        for m in row["mentions"]
    ]


def same_speaker(gold: str, found: str | None) -> bool:
    """The loose comparison of speakers: equal, same last word, or one inside the other."""
    a, b = gold.lower(), (found or "").lower()
    return bool(b) and (a == b or a.split()[-1] == b.split()[-1] or b in a or a in b)


def compare(gold: Iterable[Row], sentences: Iterable[Sentence]) -> Iterator[tuple[Row, Sentence | None]]:
    """Pair each labelled sentence with the found one that shares most with it."""
    found = list(sentences)
    for row in gold:
        best = max(found, key=lambda s: _overlap(row, s), default=None)
        yield row, best if best is not None and _overlap(row, best) > 0 else None


def _overlap(row: Row, sentence: Sentence) -> float:
    common = min(row["end"], sentence.end) - max(row["start"], sentence.start)
    return float(common / max(1, min(row["end"] - row["start"], sentence.end - sentence.start)))


def measure(pairs: Iterable[tuple[Row, Sentence | None]]) -> Counter[str]:
    """Count right kinds and right speakers."""
    counts: Counter[str] = Counter()
    for gold, found in pairs:
        kind = found.kind if found else None
        counts["sentences"] += 1
        counts["kind right"] += kind == gold["kind"]
        counts[f"{gold['kind']} as {kind}"] += 1
        if gold["kind"] in _SPEECH:
            counts["speech"] += 1
            counts["speaker right"] += same_speaker(gold["speaker"], found.speaker if found else None)
    return counts


def _jsonl(path: Path) -> dict[str, Row]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def _pairs(folder: Path, ids: set[str], names: str) -> Iterator[tuple[str, Row, Sentence | None]]:
    articles, labelled = _jsonl(folder / "articles.jsonl"), _jsonl(folder / "entities.jsonl")
    for key, row in _jsonl(folder / "statements.jsonl").items():
        if key in ids:
            document = Document(text=articles[key]["text"], title=articles[key].get("title", ""))
            for gold, found in compare(row["statements"], _sentences(document, labelled[key], names)):
                yield document.text[gold["start"] : gold["end"]], gold, found


def _sentences(document: Document, labelled: Row, names: str) -> Iterable[Sentence]:
    if names == "found":
        return annotate(document).sentences
    mentions = gold_mentions(labelled) if names == "labelled" else []
    return attribute(document, split_sentences(document.text), mentions)


def main(arguments: list[str] | None = None) -> int:
    """Print the aggregates, and with --errors the sentences that came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="ids, separated by commas")
    parser.add_argument("--without", default="", help="ids, separated by commas")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument(
        "--names", choices=["labelled", "none", "found"], default="labelled", help="where names come from"
    )
    options = parser.parse_args(arguments)
    ids = set(filter(None, options.only.split(","))) or set(_jsonl(options.folder / "articles.jsonl"))
    rows = list(_pairs(options.folder, ids - set(options.without.split(",")), options.names))
    counts = measure((gold, found) for _, gold, found in rows)
    write = sys.stdout.write
    write(f"kind accuracy {counts['kind right'] / max(1, counts['sentences']):.3f} of {counts['sentences']}\n")
    write(f"speaker accuracy {counts['speaker right'] / max(1, counts['speech']):.3f} of {counts['speech']}\n")
    for text, gold, found in rows if options.errors else ():
        if found is None or found.kind != gold["kind"] or not _speaker_fits(gold, found):
            write(f"{gold['kind']} {gold['speaker']} | {found and (found.kind, found.speaker, found.cue)} | {text}\n")
    return 0


def _speaker_fits(gold: Row, found: Sentence) -> bool:
    return gold["kind"] not in _SPEECH or same_speaker(gold["speaker"], found.speaker)


if __name__ == "__main__":
    sys.exit(main())
