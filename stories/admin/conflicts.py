"""Two editors on one row: the form remembers what it showed, and the second to save is told instead of overwriting."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _


def state(row: models.Model, fields: list[str]) -> str:
    """A short sign of the values that a form shows."""
    values = repr([getattr(row, row._meta.get_field(name).attname) for name in fields])  # type: ignore[union-attr]
    return hashlib.sha256(values.encode()).hexdigest()[:16]


class SeenForm(forms.ModelForm[Any]):
    """A model form that refuses to save over a change made since it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "seen" in self.fields:
            self.fields["seen"].initial = state(self.instance, self._watched())

    def _watched(self) -> list[str]:
        own = {field.name for field in self._meta.model._meta.concrete_fields}
        return sorted(own & set(self.fields))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk is not None and cleaned.get("seen"):
            now = self._meta.model._default_manager.get(pk=self.instance.pk)
            if state(now, self._watched()) != cleaned["seen"]:
                message = _(
                    "Inzwischen hat jemand anders hier etwas geändert. Es wurde nichts überschrieben: "
                    "Bitte die Seite neu laden und die eigene Änderung noch einmal vornehmen."
                )
                raise forms.ValidationError(message, code="conflict")
        return cleaned
