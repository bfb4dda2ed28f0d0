"""The scoring of times: extents, types and values, one to one."""

from __future__ import annotations

import json
from pathlib import Path

from stories.evaluation.times import Mark, evaluate, pair, prediction_lines, score

GOLD = [Mark(3, 9, "DATE", "2016-11-14"), Mark(20, 25, "DURATION", "P1D")]


def test_an_equal_extent_is_paired_before_a_longer_overlap() -> None:
    found = [Mark(0, 30, "DATE", "2016"), Mark(3, 9, "DATE", "2016-11-14")]
    assert (GOLD[0], found[1]) in set(pair(GOLD, found))


def test_a_wrong_value_counts_for_extent_and_type_alone() -> None:
    figures = score([(GOLD, [Mark(3, 9, "DATE", "2016-11-21")])], "DATE+TIME")
    assert (figures["strict"], figures["type"], figures["value"]) == (100.0, 100.0, 0.0)


def test_days_are_compared_without_their_clock() -> None:
    assert score([(GOLD, [Mark(3, 9, "TIME", "2016-11-14TEV")])], "DAY")["value"] == 100.0


def test_nothing_found_scores_nothing() -> None:
    assert score([(GOLD, [])], "ALL")["value"] == 0.0


def test_a_file_is_read_and_scored(tmp_path: Path) -> None:
    text = "Der Rat hat am Montag entschieden."
    row = {
        "id": "a",
        "dct": "2016-11-15",
        "text": text,
        "timexes": [{"start": 15, "end": 21, "type": "DATE", "value": "2016-11-14"}],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert evaluate(path)["DAY"]["value"] == 100.0
    assert json.loads(next(prediction_lines(path)))["timexes"][0]["value"] == "2016-11-14"
