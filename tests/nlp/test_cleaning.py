"""The frozen text: what goes, what stays, and that a second run changes nothing."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.nlp.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffErster Satz.\r\nZweiter.", "Erster Satz.\nZweiter."),
        ("Zeile\rZeile\x85Zeile\u2028Zeile", "Zeile\nZeile\nZeile\nZeile"),
        ("Absatz eins.\u2029Absatz zwei.", "Absatz eins.\n\nAbsatz zwei."),
        ("Schiff\u00adfahrts\u200bamt", "Schifffahrtsamt"),
        ("10\u202f000 Fr.\xa0kostet\tes", "10 000 Fr. kostet es"),
        ("Mu\u0308nchen", "München"),
        ("Ende.   \n\n\n\n\nAnfang.  ", "Ende.\n\nAnfang."),
        ("harmlos\u202egnudlim\u202c", "harmlosgnudlim"),
        ("Null\x00byte und Halbes\ud800 Paar", "Nullbyte und Halbes Paar"),
        ("", ""),
        (" \n\u200b\n ", ""),
    ],
)
def test_everything_invisible_goes(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>Der Rhein ist <b>frei</b>.</p><p>Schiffe fahren.</p>", "Der Rhein ist frei.\n\nSchiffe fahren."),
        ("Zeile eins<br/>Zeile zwei", "Zeile eins\nZeile zwei"),
        ("<div>Text<script>alert(1)</script></div>", "Text"),
        ("M&uuml;ller &amp; Co", "Müller & Co"),
        ("&amp;lt;b&amp;gt;fett&amp;lt;/b&amp;gt;", "fett"),
        ("<p onclick='x()'>Klick <a href='javascript:x'>hier</a></p>", "Klick hier"),
    ],
)
def test_html_of_a_paste_becomes_text(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    "raw", ["3 < 5 und 7 > 2", "Er schrieb <lacht> dazu.", "Forschung & Entwicklung", "👩‍🚒 löscht", "שלום"]
)
def test_signs_of_the_author_stay(raw: str) -> None:
    assert clean(raw) == raw


def test_markup_escaped_without_end_still_comes_to_rest() -> None:
    raw = "&amp;" * 50 + "amp;lt;p&gt;"
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    "raw", ["<p>" * 40_000, "<!--" * 40_000, "&amp;" * 40_000, "a\u200b" * 100_000, " \n" * 100_000]
)
def test_hostile_bulk_takes_linear_time(raw: str) -> None:
    started = time.perf_counter()
    clean(raw)
    assert time.perf_counter() - started < 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&;pb/#amlt \r\n\t\u200b\u200d\u0308\xad"))))
def test_a_second_run_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
