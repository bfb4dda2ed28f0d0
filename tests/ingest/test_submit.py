"""Taking in: one article and one job, or neither; nothing twice; every refusal says what to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from stories import tasks
from stories.ingest import Draft, IngestError, Question, revise_article, submit_article
from stories.ingest.types import Payload
from stories.models import Article, Original, Source

DRAFT = Draft(
    title="Fähre fährt wieder", text="Die Fähre fährt seit Montag wieder.\n\nDas teilte die Reederei mit.",
    source="Seekurier", published="2016-11-15T09:00+01:00", url="https://seekurier.example/faehre", place="test",
    payload=Payload(content=b"bytes as they came", name="faehre.txt"),
)  # fmt: skip

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int, int]:
    return (
        Article.objects.count(), Original.objects.count(), Source.objects.count(), ProcrastinateJob.objects.count(),
    )  # fmt: skip


def test_one_article_its_bytes_and_one_job_come_into_being() -> None:
    outcome = submit_article(DRAFT)
    article = Article.objects.get(pk=outcome.article)
    assert (outcome.status, counts()) == ("new", (1, 1, 1, 1))
    assert article.original is not None and bytes(article.original.content) == b"bytes as they came"
    assert ProcrastinateJob.objects.get().args == {"article_id": article.pk}


def test_a_job_that_cannot_be_stored_leaves_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(article_id: int) -> None:
        raise RuntimeError("queue is gone")

    monkeypatch.setattr(tasks, "enqueue_annotation", fail)
    with pytest.raises(RuntimeError):
        submit_article(DRAFT)
    assert counts() == (0, 0, 0, 0)


def test_the_same_article_twice_changes_nothing() -> None:
    first = submit_article(DRAFT)
    before = counts()
    again = submit_article(DRAFT)
    assert (again.status, again.article, counts()) == ("present", first.article, before)


def test_the_same_address_with_other_words_is_a_new_version() -> None:
    first = submit_article(DRAFT)
    again = submit_article(replace(DRAFT, text="Die Fähre fährt doch nicht."))
    article = Article.objects.get()
    assert (again.status, again.article, article.version) == ("updated", first.article, 2)
    assert article.versions.get().text == DRAFT.text
    assert article.annotated_at is None


def test_the_same_worldwide_identifier_is_a_new_version_but_the_same_number_is_not() -> None:
    for identifier, expected in (("urn:newsml:seekurier:1", "updated"), ("1", "new")):
        submit_article(replace(DRAFT, url="", title=f"A {identifier}", external_id=identifier))
        assert (
            submit_article(replace(DRAFT, url="", title=f"B {identifier}", external_id=identifier)).status == expected
        )


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    assert submit_article(DRAFT, dry_run=True).status == "new"
    assert counts() == (0, 0, 0, 0)


def test_an_unknown_source_is_made_with_cautious_rights_and_said() -> None:
    notices = submit_article(DRAFT).notices
    source = Source.objects.get()
    assert (source.display, source.mark) == (Source.Display.EXTRACT, "S")
    assert any("Neue Quelle „Seekurier“" in notice for notice in notices)


def test_a_slip_in_the_name_of_a_source_is_pointed_out() -> None:
    submit_article(DRAFT)
    [notice] = submit_article(replace(DRAFT, source="Sekurier", url="")).notices
    assert "Gemeint war vielleicht „Seekurier“?" in notice


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"source": " "}, "source", "Quelle fehlt. Vorschlag: --source"),
        ({"published": ""}, "published", "Veröffentlichung fehlt. Vorschlag"),
        ({"published": "2016-11-15T09:00"}, "published", r"fehlt die Zeitzone. Vorschlag: 2016-11-15T09:00\+01:00"),
        ({"title": "", "text": " \n\u200b"}, "text", "leer"),
        ({"title": "x" * 501}, "title", "501 Zeichen"),
        ({"url": "javascript:alert(1)"}, "url", "keine Webadresse"),
        ({"url": "file:///etc/passwd"}, "url", "keine Webadresse"),
        ({"language": "deutsch, klar"}, "language", "keine Sprache"),
        ({"source": "x" * 121}, "source", "zu lang"),
    ],
)
def test_what_is_missing_or_wrong_is_a_question_and_nothing_is_written(
    change: dict[str, str], field: str, words: str
) -> None:
    with pytest.raises(Question, match=words) as caught:
        submit_article(replace(DRAFT, **change))  # type: ignore[arg-type]
    assert (caught.value.field, counts()) == (field, (0, 0, 0, 0))


def test_a_missing_source_and_a_missing_time_are_asked_at_once() -> None:
    with pytest.raises(Question, match=r"Quelle fehlt.*Veröffentlichung fehlt"):
        submit_article(replace(DRAFT, source="", published=""))


def test_a_missing_title_is_a_proposal_and_never_taken_silently() -> None:
    outcome = submit_article(replace(DRAFT, title="", source="Seekurier"))
    assert any("Titel fehlt. Vorschlag: „Die Fähre fährt seit Montag wieder" in notice for notice in outcome.notices)
    assert Article.objects.get().title == ""


def test_html_in_the_text_is_reduced_and_the_bytes_are_kept() -> None:
    text = "<p>Die Fähre<br>fährt.</p><script>alert(1)</script><p>Karten &amp; Plan</p>"
    submit_article(replace(DRAFT, text=text, payload=Payload(content=text.encode(), name="a.html")))
    article = Article.objects.select_related("original").get()
    assert article.text == "Die Fähre\nfährt.\n\nKarten & Plan"
    assert article.original is not None and bytes(article.original.content) == text.encode()


@pytest.mark.parametrize("text", ["\ufeffErste Zeile\r\n\r\nZweite Zeile\r", "Erste\u200b Zeile\n\n\n\nZweite Zeile"])
def test_byte_order_marks_line_ends_and_invisible_characters_leave_no_trace(text: str) -> None:
    submit_article(replace(DRAFT, text=text))
    assert Article.objects.get().text == "Erste Zeile\n\nZweite Zeile"


@pytest.mark.parametrize("field", ["title", "text", "source", "byline", "external_id"])
@pytest.mark.parametrize("poison", ["\x00", "\ud800", "\u202e", "\U000e0041"])
def test_characters_no_database_keeps_are_dropped(field: str, poison: str) -> None:
    submit_article(replace(DRAFT, **{field: f"An{poison}fang"}))  # type: ignore[arg-type]
    assert Article.objects.count() == 1


def test_five_megabytes_of_text_are_refused_with_the_limit() -> None:
    with pytest.raises(IngestError, match="höchstens 1000000"):
        submit_article(replace(DRAFT, text="Die Fähre fährt. " * 310_000))
    assert counts() == (0, 0, 0, 0)


def test_a_long_text_within_the_limit_is_taken_whole(settings) -> None:
    settings.MAX_ARTICLE_CHARS = 6_000_000
    text = ("Die Fähre fährt. " * 310_000).strip()
    submit_article(replace(DRAFT, text=text))
    assert Article.objects.get().text == text


def test_a_headline_alone_is_taken() -> None:
    assert submit_article(replace(DRAFT, text="")).status == "new"


def test_an_embargo_of_the_sender_is_kept_and_one_without_time_refused() -> None:
    submit_article(replace(DRAFT, embargoed="2099-01-01T06:00+01:00"))
    assert Article.objects.get().status == Article.Status.EMBARGOED
    with pytest.raises(IngestError, match="gesperrt bis"):
        submit_article(replace(DRAFT, url="", title="B"), status=Article.Status.EMBARGOED)


def test_what_the_sender_withholds_stays_a_draft_and_what_he_cancels_is_withdrawn() -> None:
    first = submit_article(replace(DRAFT, release="withheld"))
    assert Article.objects.get().status == Article.Status.DRAFT
    cancelled = submit_article(replace(DRAFT, release="canceled"))
    assert (cancelled.status, cancelled.article) == ("withdrawn", first.article)
    assert Article.objects.get().text == ""


def test_a_cancellation_of_something_unknown_is_said() -> None:
    with pytest.raises(IngestError, match="nicht aufgenommen"):
        submit_article(replace(DRAFT, release="canceled"))


@pytest.mark.parametrize("stated", ["de-ch", "de_CH", "DE-CH"])
def test_language_tags_are_written_one_way(stated: str) -> None:
    submit_article(replace(DRAFT, language=stated))
    assert Article.objects.get().language == "de-CH"


def test_a_revision_keeps_the_earlier_text() -> None:
    article = Article.objects.get(pk=submit_article(DRAFT).article)
    revise_article(article, replace(DRAFT, text="Berichtigt."))
    article.refresh_from_db()
    assert (article.text, article.version, article.versions.get().text) == ("Berichtigt.", 2, DRAFT.text)


@pytest.mark.parametrize("change", [{"url": DRAFT.url, "text": "anders"}, {"text": DRAFT.text, "title": DRAFT.title}])
def test_a_revision_into_another_article_is_refused(change: dict[str, str]) -> None:
    submit_article(DRAFT)
    other = Article.objects.get(pk=submit_article(replace(DRAFT, url="", title="Zweiter")).article)
    with pytest.raises(IngestError, match="schon"):
        revise_article(other, replace(DRAFT, **({"url": "", "title": "Zweiter"} | change)))  # type: ignore[arg-type]
    other.refresh_from_db()
    assert other.version == 1


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_article_at_once_give_one_article() -> None:
    statuses: list[str] = []
    together = threading.Barrier(2)

    def upload() -> None:
        together.wait()
        try:
            statuses.append(submit_article(DRAFT).status)
        finally:
            connection.close()

    run_together([upload, upload])
    assert (sorted(statuses), Article.objects.count()) == (["new", "present"], 1)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_two_articles_of_one_new_source_at_once_give_one_source() -> None:
    together = threading.Barrier(2)

    def upload(title: str) -> Callable[[], None]:
        def run() -> None:
            together.wait()
            try:
                submit_article(replace(DRAFT, title=title, url=""))
            finally:
                connection.close()

        return run

    run_together([upload("A"), upload("B")])
    assert (Article.objects.count(), Source.objects.count()) == (2, 1)


def run_together(jobs: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
