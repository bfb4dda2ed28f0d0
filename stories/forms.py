"""What readers may ask for: query strings in, typed values out. What cannot be understood is refused with 400."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from stories.models import Entity, TimelineEntry

MOST_VALUES = 20  # chips of one kind a reader may choose at once
LAST_PAGE = 1000  # deeper pages are reached by filters and search
LARGEST_ID = 2**63 - 1

Asked = dict[str, Any]  # the cleaned values of one of the forms below


class Words(forms.Field):
    """Several values under one name: quelle=a&quelle=b."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"many": _("Zu viele Werte auf einmal.")}  # noqa: RUF012  (Django's own way)

    def __init__(self, each: forms.Field | None = None) -> None:
        super().__init__(required=False)
        self.each = each or forms.CharField(max_length=200)

    def to_python(self, value: list[str] | None) -> tuple[Any, ...]:
        if value and len(value) > MOST_VALUES:
            raise ValidationError(self.error_messages["many"], code="many")
        return tuple(self.each.clean(one) for one in value or () if one)


class Ids(Words):
    def __init__(self) -> None:
        super().__init__(forms.IntegerField(min_value=1, max_value=LARGEST_ID))


class Page(forms.IntegerField):
    def __init__(self) -> None:
        super().__init__(required=False, min_value=1, max_value=LAST_PAGE)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 1


class ReaderForm(forms.Form):
    """A form that is only ever read from an address."""

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        form = cls(query)
        if form.is_valid():
            return form.cleaned_data
        raise BadRequest(form.errors.as_text())


class FrontForm(ReaderForm):
    quelle = Words()
    wer = Ids()
    min = forms.IntegerField(required=False, min_value=1, max_value=9)
    seite = Page()


class StoryForm(ReaderForm):
    quelle = Words()
    wer = Ids()
    spur = Words(forms.ChoiceField(choices=TimelineEntry.Lane))
    sprecher = forms.CharField(required=False, max_length=200)
    zl = Page()  # how many steps of the timeline, the sources, the comparison and the statements are shown
    qs = Page()
    vg = Page()
    ws = Page()


class CompareForm(ReaderForm):
    quelle = Words()
    ansicht = forms.ChoiceField(required=False, choices=(("aussagen", ""), ("texte", "")))
    zeigen = forms.ChoiceField(
        required=False, choices=(("alle", ""), ("abweichend", ""), ("gemeinsam", ""), ("nur", ""))
    )


class NameListForm(ReaderForm):
    q = forms.CharField(required=False, max_length=200)
    art = forms.ChoiceField(required=False, choices=Entity.Label)
    seite = Page()


class PageForm(ReaderForm):
    seite = Page()


class SearchForm(ReaderForm):
    q = forms.CharField(required=False, max_length=200)
    quelle = Words()
    seite = Page()
