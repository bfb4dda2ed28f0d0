"""Release: drafts, embargoes and withdrawals; a story is rebuilt when what readers see of it changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.ingest import IngestError, release_article, submit_article, withdraw_article
from stories.models import Article, Story
from tests.ingest.test_submit import DRAFT

pytestmark = pytest.mark.django_db
LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def article() -> Article:
    article = Article.objects.get(pk=submit_article(DRAFT).article)
    article.story = Story.objects.create()
    article.save()
    return article


def rebuilds() -> int:
    return ProcrastinateJob.objects.filter(task_name__endswith="rebuild_story").count()


@pytest.mark.parametrize(("status", "until"), [("draft", None), ("embargoed", LATER)])
def test_a_change_of_release_rebuilds_the_story(article: Article, status: str, until: datetime | None) -> None:
    release_article(article, status, embargoed_until=until)
    article.refresh_from_db()
    assert (article.status, article.embargoed_until, rebuilds()) == (status, until, 1)


def test_the_same_release_again_changes_nothing(article: Article) -> None:
    release_article(article, "published")
    assert rebuilds() == 0


def test_an_embargo_needs_its_end(article: Article) -> None:
    with pytest.raises(IngestError, match="gesperrt bis"):
        release_article(article, "embargoed")


def test_a_withdrawal_removes_the_text_and_keeps_the_row(article: Article) -> None:
    withdraw_article(article)
    article.refresh_from_db()
    assert (article.status, article.text, article.title) == ("withdrawn", "", DRAFT.title)
    assert article.withdrawn_at is not None and rebuilds() == 1


def test_what_was_withdrawn_neither_comes_back_nor_is_taken_in_again(article: Article) -> None:
    withdraw_article(article)
    with pytest.raises(IngestError, match="zurückgezogen"):
        release_article(article, "published")
    with pytest.raises(IngestError, match="zurückgezogen"):
        submit_article(DRAFT)


def test_a_withdrawal_that_fails_half_way_leaves_everything(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(story_id: int) -> None:
        raise RuntimeError

    monkeypatch.setattr("stories.tasks.enqueue_rebuild", fail)
    with pytest.raises(RuntimeError):
        withdraw_article(article)
    article.refresh_from_db()
    assert (article.status, article.text) == ("published", DRAFT.text)
