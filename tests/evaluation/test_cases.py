"""The figures of the story stages, on a folder of labels written here."""

import json
from datetime import date
from pathlib import Path

import pytest

from stories.evaluation.cases import measure
from stories.evaluation.gold import days_of

LINE = "Der Stadtrat von Arnim stimmt am 4. Mai über die Seilbahn ab."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that print one dated sentence, labelled as such."""
    start, end = LINE.index("4. Mai"), LINE.index(" über")
    time = {"start": start, "end": end, "type": "DATE", "value": "2024-05-04"}
    sentence = {"start": 0, "end": len(LINE), "kind": "own", "speaker": None}
    both = [["a", 0, len(LINE)], ["b", 0, len(LINE)]]
    evidence = [{"article": article, "start": first, "end": last} for article, first, last in both]
    _lines(tmp_path, "articles", text=LINE, title="", published="2024-03-14T09:00:00+01:00")
    _lines(tmp_path, "statements", statements=[sentence])
    _lines(tmp_path, "entities", mentions=[])
    _lines(tmp_path, "times", timexes=[time])
    _json(tmp_path, "clusters", {"a": "s", "b": "s"})
    _json(tmp_path, "origins", {"s": []})
    _json(tmp_path, "timelines", {"s": [{"date": "2024-05-04", "lane": "planned", "evidence": evidence}]})
    _json(tmp_path, "alignment", {"s": {"same": [{"sentences": both}], "only_one": [], "differences": []}})
    return tmp_path


def test_perfect_results_score_one(folder: Path) -> None:
    figures = measure(folder).figures()
    assert figures["timeline F1"] == figures["shared pairs F1"] == figures["lane accuracy"] == 1.0


def test_a_missed_label_lowers_recall(folder: Path) -> None:
    rows = json.loads((folder / "timelines.json").read_text())
    _json(folder, "timelines", {"s": rows["s"] + [{**rows["s"][0], "date": "2024-05-05"}]})
    assert measure(folder).figures()["timeline recall"] == 0.5


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-WI", (2023, 12, 1), (2024, 2, 29)),
        ("2021-H2", (2021, 7, 1), (2021, 12, 31)),
        ("2016-W45", (2016, 11, 7), (2016, 11, 13)),
        ("198", (1980, 1, 1), (1989, 12, 31)),
    ],
)
def test_a_value_covers_its_days(value: str, begin: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert days_of(value) == (date(*begin), date(*end))


@pytest.mark.parametrize("value", ["PRESENT_REF", "XXXX-05-04", "P3D", ""])
def test_a_value_without_a_year_covers_no_day(value: str) -> None:
    assert days_of(value) == (None, None)


def _lines(folder: Path, name: str, **row: object) -> None:
    rows = [{"id": article, "source": f"Quelle {article}", **row} for article in ("a", "b")]
    (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(one) for one in rows))


def _json(folder: Path, name: str, value: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(value))
