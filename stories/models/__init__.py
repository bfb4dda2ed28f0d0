"""Tables, cut by noun. QuerySet methods own the shape of every fetch."""

from stories.models.articles import Article, ArticleVersion, Fingerprint, FingerprintKey, Original
from stories.models.comparison import Agreement, AgreementPlace, Difference
from stories.models.decisions import Decision
from stories.models.names import Alias, Entity, Mention
from stories.models.sentences import Sentence, TimeExpression
from stories.models.sources import Source
from stories.models.stories import Highlight, Story, TimelineEntry, TimelineEvidence
from stories.models.uploads import UploadBatch, UploadFile, UploadItem

__all__ = [
    "Agreement", "AgreementPlace", "Alias", "Article", "ArticleVersion", "Decision", "Difference", "Entity",
    "Fingerprint", "FingerprintKey", "Highlight",
    "Mention", "Original", "Sentence", "Source", "Story", "TimeExpression", "TimelineEntry", "TimelineEvidence",
    "UploadBatch", "UploadFile", "UploadItem",
]  # fmt: skip
