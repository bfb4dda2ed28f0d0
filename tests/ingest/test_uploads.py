"""Uploads: everything brought in is kept; what is missing is asked; each item is taken on its own."""

from __future__ import annotations

import json

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.ingest.types import Payload
from stories.ingest.uploads import MAX_ITEMS, check, store_upload, take_item
from stories.models import Article, Source, UploadBatch, UploadFile, UploadItem
from tests.factories import make_source

pytestmark = pytest.mark.django_db
BARE = "Die Fähre fährt seit Montag wieder. Das teilte die Reederei mit."
ROW = {"id": "a1", "title": "Deich", "text": "Der Deich hält.", "source": "Seekurier", "published": "2016-11-15"}


def upload(*files: tuple[str, bytes | str], **stated: str) -> UploadBatch:
    contents = ((name, one.encode() if isinstance(one, str) else one) for name, one in files)
    return store_upload([Payload(content=one, name=name) for name, one in contents], user=None, **stated)


def only_item(batch: UploadBatch) -> UploadItem:
    return batch.items.select_related("batch", "file").get()


def test_files_and_their_articles_are_kept_and_nothing_is_taken_in() -> None:
    lines = "\n".join(json.dumps(ROW | {"title": title}) for title in "AB")
    batch = upload(("a.txt", BARE), ("b.jsonl", lines), ("c.txt", b""))
    states = list(batch.items.values_list("place", "state"))
    assert states == [
        ("a.txt", "open"), ("b.jsonl, Zeile 1", "open"), ("b.jsonl, Zeile 2", "open"), ("c.txt", "failed"),
    ]  # fmt: skip
    assert bytes(UploadFile.objects.get(name="b.jsonl").content) == lines.encode()
    assert (Article.objects.count(), Source.objects.count()) == (0, 0)


def test_what_is_missing_is_asked_with_proposals() -> None:
    found = check(only_item(upload(("a.txt", BARE))))
    assert set(found.questions) == {"source", "published"}
    assert found.proposals["title"] == "Die Fähre fährt seit Montag wieder"
    assert found.proposals["published"].startswith("20")
    assert not found.is_ready and found.outcome is None


def test_a_time_without_zone_is_proposed_in_the_zone_of_the_source() -> None:
    make_source("Seekurier", zone="America/New_York")
    found = check(only_item(upload(("a.txt", BARE), source="Seekurier", published="2016-11-15T09:00")))
    assert found.proposals["published"] == "2016-11-15T09:00-05:00"


def test_what_the_batch_states_stands_in_and_what_the_item_states_wins() -> None:
    batch = upload(("a.txt", BARE), ("b.json", json.dumps(ROW)), source="Inselblatt", published="2016-11-16")
    for item in batch.items.select_related("batch", "file"):
        take_item(item)
    assert list(Article.objects.order_by("pk").values_list("source__name", "published_at__day")) == [
        ("Inselblatt", 16), ("Seekurier", 15),
    ]  # fmt: skip


def test_a_check_writes_nothing_and_says_what_is_there_already() -> None:
    make_source("Seekurier")
    item = only_item(upload(("a.json", json.dumps(ROW))))
    assert (found := check(item)).outcome is not None and found.outcome.status == "new"
    assert Article.objects.count() == 0
    take_item(item)
    again = check(only_item(upload(("a.json", json.dumps(ROW)))))
    assert again.outcome is not None and again.outcome.status == "present"


def test_a_new_source_is_announced_with_the_one_that_may_have_been_meant() -> None:
    make_source("Seekurier")
    found = check(only_item(upload(("a.json", json.dumps(ROW | {"source": "Sekurier"})))))
    assert (found.is_new_source, found.similar) == (True, "Seekurier")


def test_taking_stores_the_bytes_of_the_item_and_one_job() -> None:
    lines = "\n".join(json.dumps(ROW | {"title": title}) for title in "AB")
    item = upload(("b.jsonl", lines)).items.select_related("batch", "file").last()
    assert item is not None
    take_item(item)
    article = Article.objects.select_related("original").get()
    assert article.original is not None and json.loads(bytes(article.original.content))["title"] == "B"
    assert (item.state, item.article_id) == ("new", article.pk)
    assert ProcrastinateJob.objects.filter(task_name__endswith="annotate_article").count() == 1


def test_a_refused_item_stays_open_with_its_reason() -> None:
    row = {"uri": "urn:x:1", "headline": "A", "pubstatus": "canceled"}
    item = only_item(upload(("a.json", json.dumps(row)), source="Seekurier", published="2016-11-15"))
    take_item(item)
    item.refresh_from_db()
    assert item.state == "open" and "zurückgezogen" in item.reason


def test_more_items_than_a_person_can_look_through_are_said() -> None:
    batch = upload(("a.jsonl", "\n".join([json.dumps(ROW)] * (MAX_ITEMS + 50))))
    last = batch.items.last()
    assert last is not None and batch.items.count() == MAX_ITEMS + 1
    assert last.state == "failed" and "500" in last.reason


@pytest.mark.parametrize("text", ["a\x00b", "\ud83d\ude00 😀", "\u202etext", "x" * 5_000_000])
def test_hostile_text_is_kept_and_checked_without_an_accident(text: str) -> None:
    row = json.dumps(ROW | {"text": text, "source": "y" * 400, "language": "z" * 90, "published": "9" * 300})
    found = check(only_item(upload(("a.json", row))))
    assert not found.is_ready
