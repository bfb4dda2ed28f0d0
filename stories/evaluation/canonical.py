"""Figures for canonical names: a gold file of labelled sentences and a name finder → precision, recall, F1 a form.

A mention counts only with the right span, label, form and canonical name. The gold file is JSON Lines:
``{"id", "theme", "text", "mentions": [{"start", "end", "text", "label", "name", "form"}]}``.

python -m stories.evaluation.canonical [GOLD] [--finder pipeline|lexicon|gold] [--errors]

``pipeline`` runs the whole annotation, ``lexicon`` the name rules after the lexicon recogniser, ``gold`` the name
rules after the right entity spans (what the rules alone can do).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stories.nlp.names import EntitySpan, resolve_names
from stories.nlp.names.recogniser import recognise
from stories.nlp.pipeline import annotate
from stories.nlp.sentences import split_sentences
from stories.nlp.types import Document, Mention

GOLD = Path("tests/data/names_gold.jsonl")
FORMS = ("name", "part", "derived", "role")
Finder = Callable[["GoldText"], Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A labelled text of one to three sentences."""

    id: str
    theme: str
    text: str
    mentions: frozenset[Mention]


@dataclass(frozen=True, slots=True)
class Figures:
    """Hits, found and gold mentions, and the errors as readable lines."""

    hits: Counter[str]
    found: Counter[str]
    gold: Counter[str]
    errors: tuple[str, ...]

    def f1(self, form: str = "all") -> float:
        total = self.found[form] + self.gold[form]
        return 2 * self.hits[form] / total if total else 0.0


def load_gold(path: Path) -> list[GoldText]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [GoldText(row["id"], row["theme"], row["text"], frozenset(map(_mention, row["mentions"]))) for row in rows]


def _mention(row: dict[str, str]) -> Mention:
    return Mention(**{key: row[key] for key in ("start", "end", "label", "name", "form")})  # type: ignore[arg-type]


def score_canonical(gold: Iterable[GoldText], finder: Finder) -> Figures:
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    errors: list[str] = []
    for text in gold:
        predicted = frozenset(finder(text))
        for counter, mentions in ((hits, predicted & text.mentions), (found, predicted), (wanted, text.mentions)):
            counter.update(form for mention in mentions for form in (mention.form, "all"))
        errors += [f"{text.id} missed {_show(m, text)}" for m in text.mentions - predicted]
        errors += [f"{text.id} wrong  {_show(m, text)}" for m in predicted - text.mentions]
    return Figures(hits, found, wanted, tuple(sorted(errors)))


def _show(mention: Mention, text: GoldText) -> str:
    surface = text.text[mention.start : mention.end]
    return f"{surface!r} {mention.label} {mention.form} → {mention.name} | {text.text}"


def by_pipeline(text: GoldText) -> Sequence[Mention]:
    return annotate(Document(text=text.text)).names


def by_lexicon(text: GoldText) -> Sequence[Mention]:
    return _resolve(text.text, recognise(text.text))


def by_gold_spans(text: GoldText) -> Sequence[Mention]:
    names = [mention for mention in text.mentions if mention.form == "name" and not _holds_another(mention, text)]
    return _resolve(text.text, sorted(EntitySpan(name.start, name.end, name.label) for name in names))


def _holds_another(mention: Mention, text: GoldText) -> bool:
    """Whether another name lies inside ("Trumps Team"): a tagger finds one of them, the rules the other."""
    return any(m != mention and mention.start <= m.start and m.end <= mention.end for m in text.mentions)


def _resolve(text: str, spans: Sequence[EntitySpan]) -> Sequence[Mention]:
    return resolve_names(Document(text=text), split_sentences(text, language="de"), spans)


FINDERS: dict[str, Finder] = {"pipeline": by_pipeline, "lexicon": by_lexicon, "gold": by_gold_spans}


def report(figures: Figures) -> Iterator[str]:
    for form in ("all", *FORMS):
        hits, found, gold = figures.hits[form], figures.found[form], figures.gold[form]
        precision, recall = hits / max(1, found), hits / max(1, gold)
        yield f"canonical-{form:8} P {precision:.3f} R {recall:.3f} F1 {figures.f1(form):.3f} ({gold} gold)"


def main() -> None:
    parser = argparse.ArgumentParser(description="Precision, recall and F1 of canonical names.")
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--finder", choices=FINDERS, default="pipeline")
    parser.add_argument("--errors", action="store_true", help="list every missed and wrong mention")
    arguments = parser.parse_args()
    figures = score_canonical(load_gold(arguments.gold), FINDERS[arguments.finder])
    print("\n".join([*report(figures), *(figures.errors if arguments.errors else ())]))  # noqa: T201 (the answer)


if __name__ == "__main__":
    main()
