"""A text in, its BCP 47 language tag out: de, de-CH, de-AT, en, or a neighbour the rules do not know."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SHORTEST = 40  # characters; below that the source's own language is the better witness
SWISS_ENOUGH = 2  # words with ss for ß and none with ß
SWISS = re.compile(
    r"\b(hiess|liess|weiss|gross|grosse[rnsm]?|ausser|ausserdem|strasse|gemäss|massnahmen?|dreissig|schliesslich)\b",
    re.I,
)
AUSTRIAN = re.compile(r"\b(Jänner|Feber|heuer|heurige[rnsm]?|Aussendung|Nationalrat|Landeshauptmann|Spital)\b")
LANGUAGES = ("de", "en", "fr", "it", "es", "nl")


def detect_language(text: str, default: str = "de") -> str:
    """The text's language; ``default`` (the source's own) for short texts and among the German varieties."""
    if len(text) < SHORTEST:
        return default
    found = _classify(text[:2000])
    if found != "de":
        return found
    if default.startswith("de-"):
        return default
    return _variety(text)


def _variety(text: str) -> str:
    if "ß" not in text and len(SWISS.findall(text)) >= SWISS_ENOUGH:
        return "de-CH"
    return "de-AT" if "Jänner" in text or len(AUSTRIAN.findall(text)) > 2 else "de"


def _classify(text: str) -> str:
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
