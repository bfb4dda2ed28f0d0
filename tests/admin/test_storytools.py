"""Story tools: preview, reason, decision, log, undo; two editors at once; addresses that go on working."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.models import Article, Decision, Story
from tests.factories import make_article, make_story

LIST = "/admin/stories/story/"


@pytest.fixture
def two(db: None) -> tuple[Story, Story]:
    left = make_story(make_article(title="Fähre fährt"), make_article(title="Fähre wieder da"))
    return left, make_story(make_article(title="Deich hält"))


def go(client: Client, address: str, **fields: Any) -> str:
    """Fill in, look at the preview, confirm it; the page that follows."""
    preview = client.post(address, fields | {"preview": "1"})
    assert preview.status_code == 200
    form = preview.context["form"]
    assert form.is_valid(), form.errors
    answer = client.post(address, fields | {"confirm": "1", "seen": form.data["seen"]}, follow=True)
    return answer.content.decode()


def rebuilds() -> set[int]:
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="rebuild_story")
    return {job.args["story_id"] for job in jobs}


def test_merging_shows_first_and_then_does(editor: Client, two: tuple[Story, Story]) -> None:
    left, right = two
    address = f"{LIST}{left.pk}/zusammenlegen/"
    preview = editor.post(address, {"other": str(right.pk), "preview": "1"}).content.decode()
    assert "Das würde geschehen" in preview and "Deich hält" in preview and Decision.objects.count() == 0
    page = go(editor, address, other=str(right.pk), reason="dasselbe Ereignis")
    assert "Entschieden: Geschichten zusammengelegt" in page and "dasselbe Ereignis" in page
    assert Article.objects.filter(story=left).count() == 3
    assert rebuilds() == {left.pk, right.pk}


def test_the_old_address_of_a_merged_story_leads_on(editor: Client, client: Client, two: tuple[Story, Story]) -> None:
    left, right = two
    go(editor, f"{LIST}{left.pk}/zusammenlegen/", other=right.get_absolute_url())
    answer = client.get(right.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, left.get_absolute_url())


@pytest.mark.parametrize("other", ["", "999999", "abc", "9" * 40])
def test_a_story_that_is_not_there_is_said(editor: Client, two: tuple[Story, Story], other: str) -> None:
    page = editor.post(f"{LIST}{two[0].pk}/zusammenlegen/", {"other": other, "preview": "1"})
    assert page.status_code == 200 and "errorlist" in page.content.decode()


def test_splitting_and_undoing(editor: Client, two: tuple[Story, Story]) -> None:
    left, _right = two
    chosen = left.articles.order_by("pk").last()
    assert chosen is not None
    go(editor, f"{LIST}{left.pk}/teilen/", articles=str(chosen.pk), reason="anderer Hafen")
    chosen.refresh_from_db()
    assert chosen.story_id != left.pk
    decision = Decision.objects.get(kind="split")
    page = editor.post(f"/admin/stories/decision/{decision.pk}/zuruecknehmen/", follow=True).content.decode()
    chosen.refresh_from_db()
    assert chosen.story_id == left.pk and "Zurückgenommen: Geschichte geteilt" in page


def test_moving_an_article(editor: Client, two: tuple[Story, Story]) -> None:
    left, right = two
    article = right.articles.get()
    go(editor, f"/admin/stories/article/{article.pk}/verschieben/", target=str(left.pk))
    article.refresh_from_db()
    right.refresh_from_db()
    assert (article.story_id, right.merged_into_id) == (left.pk, left.pk)


def test_renaming_and_locking(desk, two: tuple[Story, Story]) -> None:
    chief, (left, _right) = desk("Chefredaktion"), two
    go(chief, f"{LIST}{left.pk}/umbenennen/", headline="Fähre nach Sturm")
    go(chief, f"{LIST}{left.pk}/sperren/")
    left.refresh_from_db()
    assert (left.headline, left.locked) == ("Fähre nach Sturm", True)
    assert list(Decision.objects.order_by("pk").values_list("kind", flat=True)) == ["rename", "lock"]


def test_the_second_of_two_editors_sees_a_new_preview_first(editor: Client, two: tuple[Story, Story]) -> None:
    left, right = two
    address = f"{LIST}{left.pk}/zusammenlegen/"
    seen = editor.post(address, {"other": str(right.pk), "preview": "1"}).context["form"].data["seen"]
    article = make_article(title="Nachgereicht")
    article.story = right
    article.save()
    page = editor.post(address, {"other": str(right.pk), "confirm": "1", "seen": seen})
    assert "Inzwischen hat sich etwas geändert" in page.content.decode() and Decision.objects.count() == 0


def test_nothing_is_confirmed_without_a_preview(editor: Client, two: tuple[Story, Story]) -> None:
    left, right = two
    editor.post(f"{LIST}{left.pk}/zusammenlegen/", {"other": str(right.pk), "confirm": "1"})
    assert Decision.objects.count() == 0


def test_a_refused_decision_is_a_message(editor: Client, two: tuple[Story, Story]) -> None:
    left, _right = two
    page = go(editor, f"{LIST}{left.pk}/zusammenlegen/", other=str(left.pk))
    assert "nicht mit sich selbst" in page


def test_the_note_is_kept_and_a_second_editor_told(editor: Client, two: tuple[Story, Story]) -> None:
    address = f"{LIST}{two[0].pk}/change/"
    seen = editor.get(address).context["adminform"].form["seen"].value()
    inline = {f"{p}-{n}": "0" for p in ("articles", "decisions") for n in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert editor.post(address, inline | {"note": "Erste", "seen": seen}).status_code == 302
    page = editor.post(address, inline | {"note": "Zweite", "seen": seen})
    two[0].refresh_from_db()
    assert "Inzwischen hat jemand anders" in page.content.decode() and two[0].note == "Erste"


@pytest.fixture
def doubtful(two: tuple[Story, Story]) -> tuple[Article, Article]:
    left, right = two[0].articles.order_by("pk")[0], two[1].articles.get()
    why = {"rule": "score", "score": 0.52, "threshold": 0.5, "nearest": str(right.pk), "shared_names": ["Norderhafen"]}
    Article.objects.filter(pk=left.pk).update(why=why)
    return Article.objects.get(pk=left.pk), right


def test_a_doubtful_pair_is_answered_with_one_key(editor: Client, doubtful: tuple[Article, Article]) -> None:
    left, right = doubtful
    page = editor.get(f"{LIST}paare/").content.decode()
    assert "Norderhafen" in page and 'accesskey="j"' in page and "Fähre fährt" in page and "Deich hält" in page
    seen = f"{left.pk}:{left.story_id} {right.pk}:{right.story_id}"
    sent = {"left": left.pk, "right": right.pk, "seen": seen, "answer": "same"}
    after = editor.post(f"{LIST}paare/", sent, follow=True).content.decode()
    left.refresh_from_db()
    assert left.story_id == right.story_id and "Nichts ist zweifelhaft" in after


@pytest.mark.parametrize(
    "change", [{"seen": "1:1 2:2"}, {"answer": "vielleicht"}, {"left": "0"}, {"right": "x"}, {"seen": ""}]
)
def test_an_answer_that_is_stale_or_incomplete_decides_nothing(
    editor: Client, doubtful: tuple[Article, Article], change: dict[str, str]
) -> None:
    left, right = doubtful
    seen = f"{left.pk}:{left.story_id} {right.pk}:{right.story_id}"
    sent = {"left": left.pk, "right": right.pk, "seen": seen, "answer": "same"} | change
    editor.post(f"{LIST}paare/", sent)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("query", ["a=0&b=1", "a=x&b=y", "weiter=-1", "weiter=99999999999999999999", "a=1"])
def test_odd_addresses_of_pairs_are_harmless(editor: Client, two: tuple[Story, Story], query: str) -> None:
    assert editor.get(f"{LIST}paare/?{query}").status_code in {200, 404}


def test_one_undoes_ones_own_decisions_and_the_chief_any(desk, two: tuple[Story, Story]) -> None:
    first, second, chief = desk("Redaktion", "a"), desk("Redaktion", "b"), desk("Chefredaktion", "c")
    go(first, f"{LIST}{two[0].pk}/umbenennen/", headline="Neu")
    decision = Decision.objects.get()
    address = f"/admin/stories/decision/{decision.pk}/"
    assert "Zurücknehmen" not in second.get(f"{address}change/").content.decode()
    assert second.post(f"{address}zuruecknehmen/").status_code == 403
    assert "Zurücknehmen" in chief.get(f"{address}change/").content.decode()
    chief.post(f"{address}zuruecknehmen/")
    decision.refresh_from_db()
    assert decision.undone_at is not None and decision.undone_by is not None
    assert decision.undone_by.username == "c"
