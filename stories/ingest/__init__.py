"""The only way an article comes into being: bytes in, one Article and one job out, in one transaction."""

from stories.ingest.release import release_article, withdraw_article
from stories.ingest.submit import revise_article, submit_article
from stories.ingest.types import Draft, IngestError, Outcome, Problem, Question

__all__ = [
    "Draft", "IngestError", "Outcome", "Problem", "Question", "release_article", "revise_article", "submit_article",
    "withdraw_article",
]  # fmt: skip
