"""The small forms of the correction pages: for a sentence, a day, a name, an entry, a pair; each knows its decision."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.models import Article, Mention, Sentence, Story, TimeExpression
from stories.processing.correcting import (
    correct_date,
    correct_speaker,
    dispute,
    hide,
    join_pair,
    part_pair,
)
from stories.processing.deciding import Changed
from stories.processing.naming import split_entity

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
SENTENCE_ADDRESS = re.compile(r"bericht/(\d{1,18})[^\s#]*#s(\d{1,9})")


def sign(*values: Any) -> str:
    """What a form was made of, so that a second editor is told."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class CorrectionForm(forms.Form):
    act_name = ""
    reason = forms.CharField(label=gettext_lazy("Grund"), max_length=500, required=False)

    def act(self, by: Any) -> Changed:
        raise NotImplementedError


class PlaceForm(CorrectionForm):
    """About one place of one article, found again by where it starts; ``seen``: what stood there."""

    article = forms.ModelChoiceField(Article.objects.all(), widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, max_value=10_000_000, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    row: Any

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.row = self.find(cleaned["article"], cleaned["start"])
            if self.row is None or self.sign_of(self.row) != cleaned["seen"]:
                raise forms.ValidationError(
                    _("Inzwischen steht dort etwas anderes. Es wurde nichts geändert; bitte noch einmal ansehen.")
                )
        return cleaned

    def find(self, article: Article, start: int) -> Any:
        raise NotImplementedError

    @staticmethod
    def sign_of(row: Any) -> str:
        raise NotImplementedError


class SpeakerForm(PlaceForm):
    act_name = "speaker"
    kind = forms.ChoiceField(label=gettext_lazy("Redeart"), choices=Sentence.Kind.choices)
    speaker = forms.CharField(
        label=gettext_lazy("Sprecher"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "namen", "autocomplete": "off"}),
    )  # fmt: skip

    @classmethod
    def about(cls, row: Sentence) -> SpeakerForm:
        stated = {"kind": row.kind, "speaker": row.speaker}
        return cls(initial=stated | _place(row, cls.sign_of(row)), auto_id=f"rede-{row.pk}-%s")

    def find(self, article: Article, start: int) -> Sentence | None:
        return article.sentences.filter(start=start).first()

    @staticmethod
    def sign_of(row: Sentence) -> str:
        return sign(row.end, row.kind, row.speaker, row.article.version)

    def act(self, by: Any) -> Changed:
        stated = self.cleaned_data
        return correct_speaker(self.row, stated["speaker"], stated["kind"], by=by, reason=stated["reason"])


class DateForm(PlaceForm):
    act_name = "date"
    begin = forms.DateField(
        label=gettext_lazy("Tag"), input_formats=DAY_FORMATS, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    end_day = forms.DateField(
        label=gettext_lazy("bis (bei mehreren Tagen)"), input_formats=DAY_FORMATS, required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip

    @classmethod
    def about(cls, row: TimeExpression) -> DateForm:
        last = row.end_day if row.end_day != row.begin else None
        stated = {"begin": row.begin, "end_day": last}
        return cls(initial=stated | _place(row, cls.sign_of(row)), auto_id=f"zeit-{row.pk}-%s")

    def find(self, article: Article, start: int) -> TimeExpression | None:
        return article.times.filter(start=start).first()

    @staticmethod
    def sign_of(row: TimeExpression) -> str:
        return sign(row.end, row.begin, row.end_day, row.article.version)

    def act(self, by: Any) -> Changed:
        stated = self.cleaned_data
        return correct_date(self.row, stated["begin"], stated["end_day"], by=by, reason=stated["reason"])


class MentionForm(PlaceForm):
    act_name = "name"
    name = forms.CharField(
        label=gettext_lazy("meint an dieser Stelle"), max_length=200,
        widget=forms.TextInput(attrs={"list": "namen", "autocomplete": "off"}),
    )  # fmt: skip

    @classmethod
    def about(cls, row: Mention) -> MentionForm:
        stated = {"name": row.entity.name}
        return cls(initial=stated | _place(row, cls.sign_of(row)), auto_id=f"name-{row.pk}-%s")

    def find(self, article: Article, start: int) -> Mention | None:
        return article.mentions.filter(start=start).select_related("entity").order_by("end").first()

    @staticmethod
    def sign_of(row: Mention) -> str:
        return sign(row.end, row.entity_id, row.article.version)

    def act(self, by: Any) -> Changed:
        stated = self.cleaned_data
        return split_entity(self.row.entity, stated["name"], mentions=[self.row], by=by, reason=stated["reason"])


class SentencesForm(CorrectionForm):
    """About sentences of one story."""

    sentences = forms.ModelMultipleChoiceField(Sentence.objects.none(), required=False)

    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data)
        self.story = story
        self.fields["sentences"].queryset = self.of_story()  # type: ignore[attr-defined]

    def of_story(self) -> QuerySet[Sentence]:
        return Sentence.objects.filter(article__story=self.story).select_related("article__story").order_by("pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("sentences"):
            raise forms.ValidationError(_("Es ist kein Satz gewählt."))
        return cleaned


class DisputeForm(SentencesForm):
    act_name = "dispute"

    def act(self, by: Any) -> Changed:
        return dispute(list(self.cleaned_data["sentences"]), by=by, reason=self.cleaned_data["reason"])


class HideForm(SentencesForm):
    act_name = "hide"

    def act(self, by: Any) -> Changed:
        return hide(list(self.cleaned_data["sentences"]), by=by, reason=self.cleaned_data["reason"])


class PartForm(SentencesForm):
    act_name = "part"
    sentence = forms.ModelChoiceField(Sentence.objects.none())

    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data, story=story)
        self.fields["sentence"].queryset = self.of_story()  # type: ignore[attr-defined]

    def act(self, by: Any) -> Changed:
        one = self.cleaned_data["sentence"]
        others = [other for other in self.cleaned_data["sentences"] if other.pk != one.pk]
        return part_pair(one, others, by=by, reason=self.cleaned_data["reason"])


class JoinForm(SentencesForm):
    """Two sentences: ticked, or given by the address that a reader's link to a sentence has."""

    act_name = "join"
    addresses = forms.CharField(
        label=gettext_lazy("Adressen von Sätzen"), required=False, max_length=1000,
        help_text=gettext_lazy("Für Sätze, die nicht auf dieser Seite stehen: …/bericht/12/#s3, Leerzeichen trennt."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or self.cleaned_data
        if self.errors:
            return cleaned
        found = {one.pk: one for one in cleaned["sentences"]}
        for article, position in SENTENCE_ADDRESS.findall(cleaned["addresses"]):
            given = self.of_story().filter(article=int(article), position=int(position)).first()
            if given is None:
                message = _("Satz %(position)s von Artikel %(article)s gehört nicht zu dieser Geschichte.")
                raise forms.ValidationError(message % {"position": position, "article": article})
            found[given.pk] = given
        if len(found) != 2:
            raise forms.ValidationError(_("Zum Verbinden bitte genau zwei Sätze wählen."))
        return cleaned | {"pair": list(found.values())}

    def act(self, by: Any) -> Changed:
        left, right = self.cleaned_data["pair"]
        return join_pair(left, right, by=by, reason=self.cleaned_data["reason"])


ABOUT_PLACES: dict[str, type[PlaceForm]] = {form.act_name: form for form in (SpeakerForm, DateForm, MentionForm)}
ABOUT_SENTENCES: dict[str, type[SentencesForm]] = {
    form.act_name: form for form in (DisputeForm, HideForm, PartForm, JoinForm)
}


def _place(row: Any, seen: str) -> dict[str, Any]:
    return {"article": row.article_id, "start": row.start, "seen": seen}
