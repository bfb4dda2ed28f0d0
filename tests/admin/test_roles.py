"""Who may do what: every role against every address of the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories import tasks
from stories.models import Decision
from tests.factories import make_article, make_entity, make_source, make_story

ROLES = ("", "Ansehen", "Redaktion", "Chefredaktion", "Technik")
SEE, EDIT, LEAD = (
    {"Ansehen", "Redaktion", "Chefredaktion", "Technik"},
    {"Redaktion", "Chefredaktion"},
    {"Chefredaktion"},
)
UPLOADS, JOBS = {"Redaktion", "Chefredaktion", "Technik"}, {"Technik"}
MATRIX: dict[str, set[str]] = {
    "stories/article/": SEE, "stories/article/{article}/change/": SEE, "stories/article/add/": EDIT,
    "stories/article/{article}/verschieben/": EDIT, "stories/article/{article}/delete/": set(),
    "stories/source/": SEE, "stories/source/add/": EDIT, "stories/source/{source}/change/": SEE,
    "stories/source/{source}/delete/": set(), "stories/entity/": SEE, "stories/entity/add/": EDIT,
    "stories/entity/{entity}/change/": SEE, "stories/entity/{entity}/delete/": set(), "stories/story/": SEE,
    "stories/story/{story}/change/": SEE, "stories/story/add/": set(), "stories/story/{story}/delete/": set(),
    "stories/story/{story}/zusammenlegen/": EDIT, "stories/story/{story}/teilen/": EDIT,
    "stories/story/{story}/umbenennen/": EDIT, "stories/story/{story}/sperren/": LEAD, "stories/story/paare/": EDIT,
    "stories/article/{article}/korrigieren/": EDIT, "stories/story/{story}/korrigieren/": EDIT,
    "stories/entity/{entity}/zusammenlegen/": EDIT, "stories/entity/{entity}/umbenennen/": EDIT,
    "stories/entity/{entity}/art/": EDIT, "stories/entity/{entity}/verbergen/": EDIT,
    "stories/entity/{entity}/teilen/": EDIT,
    "stories/decision/": SEE, "stories/decision/add/": EDIT, "stories/decision/{decision}/change/": SEE,
    "stories/decision/{decision}/zuruecknehmen/": LEAD, "stories/decision/{decision}/delete/": set(),
    "stories/uploadbatch/": UPLOADS, "stories/uploadbatch/add/": EDIT, "stories/sentence/": SEE,
    "stories/sentence/add/": set(), "stories/mention/": SEE, "stories/timelineentry/": SEE, "stories/agreement/": SEE,
    "procrastinate/procrastinatejob/": JOBS, "auth/user/": set(), "auth/group/": set(),
}  # fmt: skip


@pytest.fixture
def numbers(db: None) -> dict[str, int]:
    """Something of everything; the decision is somebody else's."""
    article = make_article()
    story = make_story(article, make_article())
    decision = Decision.objects.create(
        kind="rename", story=story, made_by=User.objects.create_user("somebody"),
        details={"field": "editor_title", "before": "", "after": "x", "stories": [story.pk]},
    )  # fmt: skip
    return {
        "article": article.pk, "story": story.pk, "decision": decision.pk, "source": make_source().pk,
        "entity": make_entity("Ida Moor").pk,
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_every_address_is_open_to_its_roles_and_closed_to_all_others(desk, numbers: dict[str, int], role: str) -> None:
    client = desk(role)
    found = {one: client.get(f"/admin/{one.format(**numbers)}").status_code for one in MATRIX}
    assert found == {one: 200 if role in roles else 403 for one, roles in MATRIX.items()}


def test_the_public_and_readers_without_the_staff_mark_get_the_log_in(client: Client, numbers: dict[str, int]) -> None:
    client.force_login(User.objects.create_user("reader"))
    for one in MATRIX:
        answer = client.get(f"/admin/{one.format(**numbers)}")
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("role", ["", "Ansehen", "Technik"])
def test_looking_is_not_changing(desk, numbers: dict[str, int], role: str) -> None:
    client = desk(role)
    for model in ("article", "story", "source", "entity"):
        assert client.post(f"/admin/stories/{model}/{numbers[model]}/change/", {}).status_code == 403


def test_roles_are_four_and_hold_no_power_over_people(roles: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES) - {""}
    assert not Group.objects.filter(permissions__content_type__app_label="auth").exists()


def test_only_technicians_run_a_failed_job_again(desk, numbers: dict[str, int]) -> None:
    tasks.enqueue_rebuild(numbers["story"])
    job = ProcrastinateJob.objects.get()
    address = "/admin/procrastinate/procrastinatejob/"
    sent = {"action": "retry", "_selected_action": str(job.pk)}
    assert 'value="retry"' in desk("Technik").get(address).content.decode()
    assert desk("Chefredaktion").post(address, sent).status_code == 403


def test_log_in_attempts_are_counted_and_then_refused(client: Client, db: None, settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    for _attempt in range(3):
        answer = client.post("/admin/login/", {"username": "a", "password": "falsch"})
    assert answer.status_code == 429
