"""Correction pages: small forms that decide with a reason, say what speaks against it, and lead to undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.models import Article, Decision, Mention, Sentence, Story
from tests.factories import make_agreement, make_article, make_entity, make_entry, make_mentions, make_story, make_time

SAID = ("Ida Moor sprach am Montag.", "reported-cue", "Ida Moor")


@pytest.fixture
def story(db: None) -> Story:
    left, right = make_article(sentences=[SAID, "Der Deich hält."]), make_article(sentences=["Am Deich ist Ruhe."])
    made = make_story(left, right)
    make_time(left, "am Montag", date(2016, 11, 14))
    make_mentions(left, make_entity("Ida Moor"))
    make_entry(made, left.sentences.all()[0], begin=date(2016, 11, 14))
    make_agreement(made, left.sentences.all()[1], right.sentences.get())
    return made


@pytest.fixture
def article(story: Story) -> Article:
    return story.articles.order_by("pk")[0]


def address(row: Story | Article, part: str = "") -> str:
    return f"/admin/stories/{row._meta.model_name}/{row.pk}/korrigieren/{part}"


def shown(client: Client, where: str, kind: str) -> dict[str, Any]:
    """What a browser would send from the first form of that kind on the page."""
    page = client.get(where)
    if "rows" in page.context:
        row = page.context["rows"][0]
        form = {"speaker": row.speaker, "date": (row.times or [[None] * 3])[0][2], "name": row.names[0][2]}[kind]
    else:
        form = page.context["entries"][0][1][0][2]
    sent = {name: form[name].value() for name in form.fields}
    return {"act": kind} | {name: "" if value is None else value for name, value in sent.items()}


def rebuilds() -> set[int]:
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="rebuild_story")
    return {job.args["story_id"] for job in jobs}


def test_the_page_lists_sentences_with_their_speakers_days_and_names(editor: Client, article: Article) -> None:
    page = editor.get(address(article)).content.decode()
    for words in ("Der Deich hält.", "Redehinweis im Satz", "„am Montag“", "„Ida Moor“", "Grund"):
        assert words in page
    assert address(article) in editor.get(f"/admin/stories/article/{article.pk}/change/").content.decode()


def test_a_speaker_is_corrected_with_a_reason_and_undone_by_the_link(editor: Client, article: Article) -> None:
    sent = shown(editor, address(article), "speaker") | {"speaker": "Deichgraf", "reason": "verhört"}
    page = editor.post(address(article), sent, follow=True).content.decode()
    decision, sentence = Decision.objects.get(), article.sentences.all()[0]
    assert (sentence.speaker, decision.reason, decision.kind) == ("Deichgraf", "verhört", "speaker")
    assert rebuilds() == {article.story_id}
    undo = f"/admin/stories/decision/{decision.pk}/zuruecknehmen/"
    assert undo in page
    editor.post(undo)
    assert article.sentences.all()[0].speaker == "Ida Moor"


def test_a_day_is_corrected_from_the_article_and_from_the_story(editor: Client, story: Story, article: Article) -> None:
    editor.post(address(article), shown(editor, address(article), "date") | {"begin": "2016-11-07"})
    assert article.times.get().begin == date(2016, 11, 7)
    editor.post(address(story), shown(editor, address(story), "date") | {"begin": "2016-10-31", "reason": "x"})
    assert article.times.get().begin == date(2016, 10, 31)


def test_one_mention_is_given_to_somebody_else(editor: Client, article: Article) -> None:
    editor.post(address(article), shown(editor, address(article), "name") | {"name": "Ida Moor (Malerin)"})
    assert Mention.objects.get().entity.name == "Ida Moor (Malerin)"
    assert Decision.objects.get().kind == "entity-split"


@pytest.mark.parametrize("act", ["dispute", "hide"])
def test_an_entry_is_disputed_or_hidden(editor: Client, story: Story, article: Article, act: str) -> None:
    sentence = article.sentences.all()[0]
    page = editor.post(address(story), {"act": act, "sentences": sentence.pk, "reason": "Streit"}, follow=True)
    assert Decision.objects.get().kind == {"dispute": "disputed", "hide": "hide"}[act]
    assert "Zurücknehmen" in page.content.decode() and rebuilds() == {story.pk}


def test_a_pair_is_parted_and_joined(editor: Client, story: Story, article: Article) -> None:
    left, right = Sentence.objects.filter(agreements__isnull=False).order_by("article_id")
    where = address(story, "?teil=aussagen")
    assert "Von den anderen trennen" in editor.get(where).content.decode()
    editor.post(where, {"act": "part", "sentence": left.pk, "sentences": right.pk})
    other = article.sentences.all()[0]
    given = f"https://zeitung.example{right.get_absolute_url()}"
    editor.post(where, {"act": "join", "sentences": other.pk, "addresses": given, "reason": "gleich"})
    assert list(Decision.objects.order_by("pk").values_list("kind", flat=True)) == ["pair-parted", "pair-joined"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "join"}, "genau zwei Sätze"),
        ({"act": "join", "addresses": "/bericht/999999/#s1"}, "gehört nicht zu dieser Geschichte"),
        ({"act": "hide"}, "kein Satz gewählt"),
        ({"act": "part", "sentence": "abc", "sentences": "1"}, "Sentence"),
        ({"act": "date", "article": "999999", "start": "-1", "seen": "x", "begin": "31.02.2016"}, "Datum"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_decided(
    editor: Client, story: Story, fields: dict[str, str], words: str
) -> None:
    page = editor.post(address(story, "?teil=aussagen"), fields)
    assert (page.status_code, Decision.objects.count()) == (200, 0)
    assert words in page.content.decode()


def test_sentences_of_another_story_are_refused(editor: Client, story: Story) -> None:
    other = make_article()
    make_story(other)
    for act in ("dispute", "hide", "part"):
        editor.post(address(story), {"act": act, "sentences": other.sentences.get().pk})
    time = make_time(other, "Satz", date(2016, 11, 14))
    stranger = {"act": "date", "article": other.pk, "start": time.start, "seen": "x", "begin": "2016-11-01"}
    editor.post(address(story), stranger)
    assert Decision.objects.count() == 0


def test_the_second_of_two_editors_is_told_and_nothing_overwritten(editor: Client, article: Article) -> None:
    first = shown(editor, address(article), "speaker") | {"speaker": "Deichgraf"}
    editor.post(address(article), first)
    page = editor.post(address(article), first | {"speaker": "Deichgräfin"}).content.decode()
    assert "Inzwischen steht dort etwas anderes" in page and 'value="Deichgräfin"' in page
    assert article.sentences.all()[0].speaker == "Deichgraf"


def test_a_refused_correction_keeps_what_was_typed(editor: Client, article: Article) -> None:
    sent = shown(editor, address(article), "date") | {"begin": "2016-11-07", "end_day": "2016-11-01"}
    page = editor.post(address(article), sent).content.decode()
    assert "liegt vor dem ersten" in page and 'value="2016-11-01"' in page


@pytest.mark.parametrize("fields", [{}, {"act": "burn"}, {"act": "speaker"}, {"act": "speaker", "article": "0"}])
def test_a_form_that_does_not_exist_is_a_bad_request(editor: Client, article: Article, fields: dict[str, str]) -> None:
    assert editor.post(address(article), fields).status_code == 400


def test_markup_of_a_source_is_escaped(editor: Client) -> None:
    article = make_article(sentences=["<script>alert(1)</script> brennt."])
    make_entry(make_story(article), article.sentences.get())
    assert article.story is not None
    for page in (editor.get(address(article)), editor.get(address(article.story))):
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("role", ["", "Ansehen", "Technik"])
def test_only_editors_correct(desk, story: Story, article: Article, role: str) -> None:
    client = desk(role)
    for where in (address(article), address(story)):
        assert client.get(where).status_code == 403
        assert client.post(where, {"act": "hide"}).status_code == 403


def test_a_long_article_is_paged_with_as_many_queries(
    editor: Client, django_assert_max_num_queries: Any, db: None
) -> None:
    article = make_article(sentences=[f"Satz {n} steht hier." for n in range(120)])
    make_story(article)
    with django_assert_max_num_queries(20):
        page = editor.get(address(article, "?seite=3"))
    assert len(page.context["rows"]) == 40 and page.context["rows"][0].sentence.position == 81
