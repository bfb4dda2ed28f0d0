"""Name tools: preview, reason, decision, undo; addresses that lead on; nothing changed past the tools."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.models import Decision, Entity, Mention, Story
from tests.factories import make_article, make_entity, make_mentions, make_story

LIST = "/admin/stories/entity/"
TOOLS = ("zusammenlegen", "umbenennen", "art", "verbergen", "teilen")


@pytest.fixture
def mayor(db: None) -> Entity:
    return make_entity("Ida Moor")


@pytest.fixture
def story(mayor: Entity) -> Story:
    articles = [make_article(sentences=["Ida Moor sprach."]) for _ in range(2)]
    for article in articles:
        make_mentions(article, mayor)
    return make_story(*articles)


def go(client: Client, address: str, **fields: Any) -> str:
    """Fill in, look at the preview, confirm it; the page that follows."""
    preview = client.post(address, fields | {"preview": "1"})
    form = preview.context["form"]
    assert form.is_valid(), form.errors
    answer = client.post(address, fields | {"confirm": "1", "seen": form.data["seen"]}, follow=True)
    return answer.content.decode()


def test_merging_shows_first_then_does_and_the_old_address_leads_on(
    editor: Client, client: Client, mayor: Entity, story: Story
) -> None:
    other = make_entity("Ida von Moor")
    where = f"{LIST}{mayor.pk}/zusammenlegen/"
    preview = editor.post(where, {"other": "Ida von Moor", "preview": "1"}).content.decode()
    assert "2 Nennungen in 2 Berichten" in preview and Decision.objects.count() == 0
    page = go(editor, where, other=str(other.pk), reason="dieselbe Person")
    assert "Entschieden: Namen zusammengelegt" in page and "dieselbe Person" in page
    assert set(Mention.objects.values_list("entity", flat=True)) == {other.pk}
    assert {job.args["story_id"] for job in ProcrastinateJob.objects.all()} == {story.pk}
    answer = client.get(mayor.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_a_merge_is_undone_by_the_link(editor: Client, mayor: Entity, story: Story) -> None:
    go(editor, f"{LIST}{mayor.pk}/zusammenlegen/", other=make_entity("Ida von Moor").get_absolute_url())
    decision = Decision.objects.get()
    editor.post(f"/admin/stories/decision/{decision.pk}/zuruecknehmen/")
    mayor.refresh_from_db()
    assert mayor.merged_into_id is None and set(Mention.objects.values_list("entity", flat=True)) == {mayor.pk}


@pytest.mark.parametrize("other", ["", "999999", "Niemand", "9" * 40, "Moor"])
def test_a_name_that_is_not_there_or_not_one_is_said(editor: Client, mayor: Entity, other: str) -> None:
    make_entity("Moor", "LOC")
    make_entity("Moor", "ORG")
    page = editor.post(f"{LIST}{mayor.pk}/zusammenlegen/", {"other": other, "preview": "1"})
    assert page.status_code == 200 and "errorlist" in page.content.decode()


def test_renaming_retyping_and_hiding(editor: Client, mayor: Entity) -> None:
    go(editor, f"{LIST}{mayor.pk}/umbenennen/", name="Ida von Moor")
    go(editor, f"{LIST}{mayor.pk}/art/", label="ORG")
    page = go(editor, f"{LIST}{mayor.pk}/verbergen/", reason="Privatperson")
    mayor.refresh_from_db()
    assert (mayor.name, mayor.label, mayor.hidden) == ("Ida von Moor", "ORG", True)
    assert "Ida Moor → Ida von Moor" in page and "Privatperson" in page


def test_splitting_by_reports(editor: Client, mayor: Entity, story: Story) -> None:
    chosen = story.articles.order_by("pk")[1]
    go(editor, f"{LIST}{mayor.pk}/teilen/", name="Ida Moor (Malerin)", articles=str(chosen.pk))
    assert Mention.objects.get(article=chosen).entity.name == "Ida Moor (Malerin)"
    assert Mention.objects.exclude(article=chosen).get().entity == mayor


def test_the_second_of_two_editors_sees_a_new_preview_first(editor: Client, mayor: Entity) -> None:
    where = f"{LIST}{mayor.pk}/umbenennen/"
    seen = editor.post(where, {"name": "Ida", "preview": "1"}).context["form"].data["seen"]
    go(editor, where, name="Ida von Moor")
    page = editor.post(where, {"name": "Ida", "confirm": "1", "seen": seen}).content.decode()
    assert "Inzwischen hat sich etwas geändert" in page and Decision.objects.count() == 1


def test_a_refusal_is_a_message(editor: Client, mayor: Entity, story: Story) -> None:
    make_mentions(story.articles.all()[0], make_entity("Ida"), "sprach")
    assert "bitte die beiden zusammenlegen" in go(editor, f"{LIST}{mayor.pk}/umbenennen/", name="Ida")
    assert Decision.objects.count() == 0


def test_what_the_tools_decide_is_not_changed_past_them(editor: Client, mayor: Entity) -> None:
    inline = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    sent = {"name": "Andere", "label": "ORG", "hidden": "on", "wikidata_id": "Q1", "note": "geprüft"}
    assert editor.post(f"{LIST}{mayor.pk}/change/", inline | sent).status_code == 302
    mayor.refresh_from_db()
    assert (mayor.name, mayor.label, mayor.hidden, mayor.wikidata_id) == ("Ida Moor", "PER", False, "Q1")


def test_a_merged_name_has_no_tools_left(editor: Client, mayor: Entity) -> None:
    gone = make_entity("Ida", merged_into=mayor)
    for tool in TOOLS:
        assert editor.get(f"{LIST}{gone.pk}/{tool}/").status_code == 404
    assert "umbenennen" not in editor.get(f"{LIST}{gone.pk}/change/").content.decode()


def test_a_name_can_still_be_added_by_hand(editor: Client, db: None) -> None:
    inline = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    answer = editor.post(f"{LIST}add/", inline | {"name": "Nordkai", "label": "LOC", "wikidata_id": "", "note": ""})
    assert answer.status_code == 302 and Entity.objects.get().name == "Nordkai"


@pytest.mark.parametrize("role", ["", "Ansehen", "Technik"])
def test_only_editors_decide_about_names(desk, mayor: Entity, role: str) -> None:
    client = desk(role)
    for tool in TOOLS:
        assert client.get(f"{LIST}{mayor.pk}/{tool}/").status_code == 403
        assert client.post(f"{LIST}{mayor.pk}/{tool}/", {"preview": "1"}).status_code == 403
