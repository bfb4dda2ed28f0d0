"""Documents to measure with: the demo's own articles, as often as wanted."""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from pathlib import Path

from stories.nlp.types import Document

DEMO = Path(__file__).parent.parent / "demo" / "articles.jsonl"


def documents(count: int) -> list[Document]:
    rows = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    return [_document(row) for row in itertools.islice(itertools.cycle(rows), count)]


def _document(row: dict[str, str]) -> Document:
    published = datetime.fromisoformat(row["published"])
    return Document(text=row["text"], title=row["title"], published=published, language=row["language"])


def words(texts: list[Document]) -> int:
    return sum(len(document.text.split()) for document in texts)
