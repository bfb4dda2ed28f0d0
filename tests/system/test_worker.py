"""The worker as a real process: what waits is done, and what a killed worker left behind is taken up again."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.installation import Installation

pytestmark = pytest.mark.slow

DOING = (
    "select count(*) from procrastinate_jobs where status = 'doing' and task_name = 'stories.tasks.annotate_article'"
)
UNFINISHED = "select count(*) from procrastinate_jobs where status in ('todo', 'doing') and queue_name = 'cpu'"
STORIES = "select count(*) from stories_story where article_count > 0"
ASSIGNED = "select count(*) from stories_article where external_id = 'k9' and story_id is not null"
PARAGRAPH = (
    "Der Stadtrat von Kaltenbrück hat am Montag über die neue Brücke beraten. Die Bürgermeisterin sagte, der Bau "
    "werde im März beginnen. Anwohner befürchten, dass die Kosten auf 12 Millionen Euro steigen.\n\n"
)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installed = Installation(tmp_path_factory.mktemp("installation"))
    installed.manage("migrate", "--verbosity", "0")
    yield installed
    installed.close()


def write_articles(path: Path, count: int, paragraphs: int, first: int = 0) -> Path:
    rows = [
        {
            "id": f"k{number}", "title": f"Brücke {number}", "text": f"Nummer {number}. " + PARAGRAPH * paragraphs,
            "source": f"Kaltenbrücker Bote {number}", "published": "2016-11-15T09:00+01:00",
        }
        for number in range(first, first + count)
    ]  # fmt: skip
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_killed_worker_loses_nothing(installation: Installation, tmp_path: Path) -> None:
    installation.manage("import_articles", str(write_articles(tmp_path / "a.jsonl", count=3, paragraphs=60)))
    victim = installation.start("worker", "--single")
    installation.wait_until(DOING, lambda number: number == 1)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert installation.query(DOING) == [(1,)]
    successor = installation.start("worker", "--single")
    installation.wait_until(UNFINISHED, lambda number: number == 0)
    assert installation.query("select count(*), count(annotated_at), count(story_id) from stories_article") == [
        (3, 3, 3)
    ]
    assert installation.query(STORIES)[0][0] >= 1
    successor.send_signal(signal.SIGTERM)
    assert successor.wait(timeout=30) == 0


def test_the_supervisor_replaces_a_worker_that_died(installation: Installation, tmp_path: Path) -> None:
    supervisor = installation.start("worker")
    child = installation.wait_for_child(supervisor)
    os.kill(child, signal.SIGKILL)
    installation.manage("import_articles", str(write_articles(tmp_path / "a.jsonl", count=1, paragraphs=1, first=9)))
    installation.wait_until(ASSIGNED, lambda number: number == 1)
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(timeout=30) == 0
