"""Forms of the upload page: what is brought in, and what an editor answers for each item before confirming."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.ingest.files import ENDINGS, too_large
from stories.ingest.types import Payload
from stories.ingest.uploads import Check
from stories.models import UploadItem

PASTED = gettext_lazy("eingefügt.txt")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field, each checked on its own."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files if one]


class UploadForm(forms.Form):
    originals = FilesField(
        label=gettext_lazy("Dateien"), required=False, allow_empty_file=True, max_length=255,
        help_text=gettext_lazy("Mehrere auf einmal sind möglich: %(endings)s") % {"endings": ", ".join(ENDINGS)},
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Einen Artikel einfügen; eine kurze erste Zeile vor einer Leerzeile gilt als Titel."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Quelle"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"list": "quellen", "autocomplete": "off"}),
        help_text=gettext_lazy("Gilt, wo die Datei keine nennt. Bleibt es leer, wird je Artikel gefragt."),
    )  # fmt: skip
    published = forms.CharField(
        label=gettext_lazy("Erschienen"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "2016-11-15T09:00+01:00"}),
        help_text=gettext_lazy("Zeit mit Zone oder nur der Tag (15.11.2016); gilt, wo die Datei keine nennt."),
    )  # fmt: skip

    def clean_originals(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["originals"]
        for file in files:
            if file.size and file.size > settings.MAX_UPLOAD_BYTES:
                raise forms.ValidationError(f"{file.name}: {too_large(file.size)}")
        return files

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("originals") and not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Bitte Dateien wählen oder einen Text einfügen."))
        return cleaned

    def payloads(self) -> list[Payload]:
        found = [Payload(content=file.read(), name=file.name or "?") for file in self.cleaned_data["originals"]]
        text = self.cleaned_data["text"]
        return [*found, Payload(content=text.encode(), name=str(PASTED))] if text.strip() else found


class ItemForm(forms.ModelForm[UploadItem]):
    """What is stated of one item. An empty field is a question; its proposal is taken only where it is ticked."""

    take = forms.BooleanField(label=gettext_lazy("aufnehmen"), required=False, initial=True)

    class Meta:
        model = UploadItem
        fields = ("title", "source", "published", "language")
        labels = {
            "title": gettext_lazy("Titel"),
            "source": gettext_lazy("Quelle"),
            "published": gettext_lazy("Erschienen"),
            "language": gettext_lazy("Sprache"),
        }
        widgets = {
            "title": forms.TextInput(attrs={"maxlength": 500}),
            "source": forms.TextInput(attrs={"list": "quellen", "autocomplete": "off"}),
            "language": forms.TextInput(attrs={"size": 6, "maxlength": 5}),
        }

    def __init__(self, data: Any, *, item: UploadItem, check: Check) -> None:
        super().__init__(data, instance=item, prefix=f"i{item.pk}")
        self.check = check
        for name, proposal in check.proposals.items():
            if proposal and name in self.fields:
                self.fields[f"use_{name}"] = forms.BooleanField(
                    label=_("„%(proposal)s“ übernehmen") % {"proposal": proposal}, required=False
                )
        if not item.source and item.batch.source:
            self.fields["source"].widget.attrs["placeholder"] = item.batch.source
        if not item.published and item.batch.published:
            self.fields["published"].widget.attrs["placeholder"] = item.batch.published
        if not item.language:
            self.fields["language"].widget.attrs["placeholder"] = check.language
        for name in check.questions:
            if name in self.fields:
                self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"i{item.pk}-{name}"}

    @property
    def rows(self) -> list[tuple[Any, str, Any]]:
        """Each field with its question and its proposal."""
        return [
            (
                self[name],
                self.check.questions.get(name, ""),
                self[f"use_{name}"] if f"use_{name}" in self.fields else None,
            )
            for name in self.Meta.fields
        ]

    def save(self, commit: bool = True) -> UploadItem:
        for name, proposal in self.check.proposals.items():
            if self.cleaned_data.get(f"use_{name}") and not self.cleaned_data.get(name):
                setattr(self.instance, name, proposal)
        if self.has_changed():
            self.instance.preview = None  # it spoke of other values
            self.instance.save(update_fields=[*self.Meta.fields, "preview"])
        return self.instance
