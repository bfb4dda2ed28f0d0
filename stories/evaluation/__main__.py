"""python -m stories.evaluation --names FILE --times FILE --stories FILE --cases FOLDER: accuracy on labelled data.

Each part runs as a program of its own, so that one that fails does not hide the figures of the others.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from stories.evaluation.stories import describe, score_stories

ROOT = Path(__file__).parent.parent.parent
CANONICAL_GOLD = ROOT / "tests" / "data" / "names_gold.jsonl"


def run(title: str, *command: str) -> int:
    print(f"\n== {title}", flush=True)  # noqa: T201
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode  # noqa: S603 (our own modules)


def evaluate_stories(path: Path) -> int:
    """Cluster the articles of ``path`` with the command that users have, and compare with their ``story`` labels."""
    print(f"\n== stories: {path.name}", flush=True)  # noqa: T201
    with path.open("rb") as articles:
        command = [sys.executable, "manage.py", "cluster"]
        done = subprocess.run(command, stdin=articles, capture_output=True, cwd=ROOT, check=False)  # noqa: S603
    if done.returncode == 0:
        gold = _labels(path.read_text(encoding="utf-8"))
        print(describe(score_stories(gold, _labels(done.stdout.decode()))))  # noqa: T201
    else:
        print(done.stderr.decode())  # noqa: T201
    return done.returncode


def _labels(lines: str) -> dict[str, str]:
    rows = (json.loads(line) for line in lines.splitlines() if line.strip())
    return {row["id"]: row["story"] for row in rows}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("--names", type=Path, help="CoNLL file: strict span and label, precision, recall, F1")
    parser.add_argument("--times", type=Path, help="JSON lines with TIMEX3 gold")
    parser.add_argument("--stories", type=Path, nargs="+", default=[], help="JSON lines with story labels")
    parser.add_argument("--cases", type=Path, help="folder of labelled stories: statements, timeline, comparison")
    wanted = parser.parse_args(arguments)
    failed = run("canonical names: our own gold file", "-m", "stories.evaluation.canonical", str(CANONICAL_GOLD))
    if wanted.names:
        failed |= run("names", "-m", "stories.evaluation.names", str(wanted.names.absolute()))
    if wanted.times:
        failed |= run("times", "-m", "stories.evaluation.times", str(wanted.times.absolute()))
    for path in wanted.stories:
        failed |= evaluate_stories(path.absolute())
    if wanted.cases:
        failed |= run("statements", "-m", "stories.evaluation.statements", str(wanted.cases.absolute()))
        failed |= run("timeline and comparison", "-m", "stories.evaluation.cases", str(wanted.cases.absolute()))
    return failed


if __name__ == "__main__":
    sys.exit(main())
