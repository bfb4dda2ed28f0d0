"""Who says what in a story: speaker × sentence × source, a few sentences of each speaker first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, QuerySet, TextField, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from stories.models import Sentence, Story
from stories.models.articles import readable

OWN, UNCLEAR = "\x01own", "\x01unclear"  # no speaker can be called so
FIRST, STEP = 4, 40  # sentences of each speaker at first; of one chosen speaker, or with each "weitere"


@dataclass(frozen=True)
class Voice:
    """One speaker of the table, the sources themselves, or nobody in particular."""

    key: str
    count: int

    @property
    def name(self) -> str:
        return {OWN: _("Quellen selbst"), UNCLEAR: _("Ohne klaren Sprecher")}.get(self.key, self.key)

    @property
    def value(self) -> str:
        """Its name in an address."""
        return {OWN: "selbst", UNCLEAR: "unklar"}.get(self.key, self.key)

    @property
    def is_speaker(self) -> bool:
        return self.key not in {OWN, UNCLEAR}


@dataclass(frozen=True)
class Group:
    voice: Voice
    sentences: list[Sentence]


def spoken(story: Story) -> QuerySet[Any, Any]:
    """Each sentence with its voice; near-copies would only repeat another report's sentences."""
    voice = Case(
        When(kind=Sentence.Kind.OWN, then=Value(OWN)),
        When(kind=Sentence.Kind.VAGUE, then=Value(UNCLEAR)),
        When(speaker="", then=Value(UNCLEAR)),
        default=F("speaker"),
        output_field=TextField(),
    )
    said = Sentence.objects.filter(readable("article__"), article__story=story, article__copy_of__isnull=True)
    return said.exclude(kind=Sentence.Kind.NONSENTENCE).annotate(voice=voice)


def voices(story: Story) -> list[Voice]:
    """Speakers by number of sentences, then the unclear ones, then the sources themselves."""
    rows = spoken(story).values("voice").annotate(sentences=Count("pk")).values_list("voice", "sentences")
    order = {UNCLEAR: 1, OWN: 2}
    found = [Voice(voice, count) for voice, count in rows]
    return sorted(found, key=lambda one: (order.get(one.key, 0), -one.count, one.key))


def groups(story: Story, all_voices: Iterable[Voice], *, chosen: str, step: int) -> list[Group]:
    wanted = [one for one in all_voices if not chosen or one.value == chosen]
    limit = STEP * step if chosen else FIRST + STEP * (step - 1)
    place = Window(RowNumber(), partition_by=F("voice"), order_by=[F("article__published_at").asc(), F("pk").asc()])
    said = spoken(story).filter(voice__in=[one.key for one in wanted]).annotate(place=place).filter(place__lte=limit)
    numbered = dict(said.order_by("article__published_at", "start").values_list("pk", "voice"))
    by_voice: dict[str, list[Sentence]] = {}
    proofs = Sentence.objects.for_proof().filter(pk__in=numbered).order_by("article__published_at", "start")
    for sentence in proofs:
        by_voice.setdefault(numbered[sentence.pk], []).append(sentence)
    return [Group(one, by_voice[one.key]) for one in wanted if one.key in by_voice]


def cited_by_article(story: Story) -> dict[int, list[str]]:
    """Whom each report cites, most often first."""
    cited = Sentence.objects.filter(readable("article__"), article__story=story).exclude(speaker="")
    rows = (
        cited.values_list("article", "speaker")
        .annotate(sentences=Count("pk"))
        .order_by("article", "-sentences", "speaker")
    )
    found: dict[int, list[str]] = {}
    for article, speaker, _times in rows:
        found.setdefault(article, []).append(speaker)
    return found
