import json
import re

import pytest

from stories.evaluation.canonical import FINDERS, GOLD, load_gold, score_canonical

ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_every_gold_mention_names_its_own_text():
    assert all(row["text"][m["start"] : m["end"]] == m["text"] for row in ROWS for m in row["mentions"])


def test_the_gold_file_holds_at_least_150_sentences():
    assert sum(len(re.findall(r"[.!?](?:\s|$)", row["text"])) or 1 for row in ROWS) >= 150


@pytest.mark.parametrize(("finder", "floor"), [("gold", 0.98), ("lexicon", 0.92)])
def test_canonical_names_stay_above_their_floor(finder, floor):
    assert score_canonical(load_gold(GOLD), FINDERS[finder]).f1() >= floor
