from __future__ import annotations

import pytest

from stories.evaluation.stories import describe, score_stories

TRUE = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}


def test_the_right_answer_scores_one():
    score = score_stories(TRUE, TRUE)
    assert score.bcubed.f1 == score.mixed.f1 == score.pairs.f1 == 1.0


def test_all_alone_is_precise_and_finds_no_pair():
    score = score_stories(TRUE, {key: key for key in TRUE})
    assert (score.bcubed.precision, score.pairs.recall) == (1.0, 0.0)
    assert score.bcubed.recall == pytest.approx(0.6)


def test_one_wrong_merge_costs_precision():
    score = score_stories(TRUE, {"a": 1, "b": 1, "c": 1, "d": 1, "e": 2})
    assert score.bcubed.precision == pytest.approx((4 * 0.5 + 1) / 5)
    assert score.pairs.precision == pytest.approx(2 / 6)


def test_only_articles_in_both_count():
    assert score_stories(TRUE, {"a": "x", "z": "y"}).articles == 1


def test_mixed_leaves_out_who_is_rightly_alone():
    assert score_stories(TRUE, {key: key for key in TRUE}).mixed.recall == pytest.approx(0.5)


def test_the_line_names_every_figure():
    assert "pairs F1 100.0 (P 100.0 R 100.0)" in describe(score_stories(TRUE, TRUE))
