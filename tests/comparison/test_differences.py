"""What aligned sentences say differently, and what must not be flagged."""

import pytest

from stories.comparison import compare
from stories.comparison.quantities import Quantity, clash, find_quantities
from tests.comparison.factory import report, said

FRAME = "In der Zuckerfabrik {Arnim=LOC Arnim} am Kanal brach in der Trocknungsanlage ein Brand aus."


def _flags(left: str, right: str) -> list[tuple[str, str, list[str], list[str]]]:
    story = report("a", f"{FRAME}\n{left}"), report("b", f"{FRAME}\n{right}")
    return [
        (
            flag.topic.partition(":")[0],
            flag.grade,
            [story[0].text[start:end] for start, end in flag.left_words],
            [story[1].text[start:end] for start, end in flag.right_words],
        )
        for flag in compare(story).differs
    ]


def test_a_figure_for_one_thing_is_flagged_with_its_words() -> None:
    flags = _flags(
        "Polizei|Die Polizei bezifferte den Schaden an der Trocknungsanlage auf vier Millionen Euro.",
        "Polizei|Den Schaden an der Trocknungsanlage bezifferte die Polizei auf sechs Millionen Euro.",
    )
    assert flags == [("figure", "figure", ["vier Millionen Euro"], ["sechs Millionen Euro"])]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("rund 600 Anwohner", "620 Anwohner"),
        ("3.800 Anwohner", "3800 Anwohner"),
        ("zwölf Anwohner", "12 Anwohner"),
        ("mehrere Anwohner", "40 Anwohner"),
    ],
)
def test_the_same_figure_in_other_writing_is_no_difference(left: str, right: str) -> None:
    sentence = "Die Feuerwehr brachte {} aus der Kanalstraße in einer Turnhalle unter."
    assert not _flags(sentence.format(left), sentence.format(right))


def test_two_figures_of_one_unit_are_too_unsure_to_compare() -> None:
    assert not _flags(
        "Die Gewerkschaft fordert 8 Prozent mehr Lohn, geboten sind 3 Prozent mehr Lohn.",
        "Die Gewerkschaft fordert mehr Lohn, geboten sind 5 Prozent mehr Lohn.",
    )


def test_different_days_of_one_event_are_flagged() -> None:
    flags = _flags(
        "Das Gewerbeamt hatte die Trocknungsanlage zuletzt im [März=2023-03] ohne Beanstandung geprüft.",
        "Zuletzt hatte das Gewerbeamt die Trocknungsanlage im [April=2023-04] ohne Beanstandung geprüft.",
    )
    assert flags == [("date", "figure", ["März"], ["April"])]


def test_the_day_of_telling_is_not_the_day_of_the_event() -> None:
    assert not _flags(
        "Die Trocknungsanlage sei ohne Beanstandung geprüft worden, sagte der Werkleiter am [Montag=2024-03-11].",
        "Die Trocknungsanlage sei ohne Beanstandung geprüft worden, sagte der Werkleiter am [Dienstag=2024-03-12].",
    )


def test_a_day_that_is_added_denies_none() -> None:
    assert not _flags(
        "Die Schulen am Kanal blieben am [Montag=2024-03-11] geschlossen.",
        "Die Schulen am Kanal blieben auch am [Dienstag=2024-03-12] geschlossen.",
    )


def test_agreed_against_aimed_at_is_a_difference_of_weight() -> None:
    flags = _flags(
        "Die Werkleitung und der Betriebsrat haben ein Treffen zur Zukunft der Zuckerfabrik vereinbart.",
        "Werkleitung und Betriebsrat streben ein Treffen zur Zukunft der Zuckerfabrik an.",
    )
    assert ("certainty", "weight", ["vereinbart"], ["streben"]) in flags


def test_equal_degrees_are_no_difference() -> None:
    assert not _flags(
        "Die Werkleitung und der Betriebsrat haben ein Treffen zur Zukunft der Zuckerfabrik vereinbart.",
        "Werkleitung und Betriebsrat haben ein Treffen zur Zukunft der Zuckerfabrik verabredet.",
    )


def test_nobody_hurt_against_somebody_hurt_is_flagged() -> None:
    flags = _flags("Verletzt wurde niemand.", "Ein Matrose wurde leicht verletzt.")
    assert [flag[:3] for flag in flags] == [("negation", "figure", ["niemand"])]


def test_one_quotation_in_two_versions_is_a_difference_of_wording() -> None:
    flags = _flags(
        "Ida Moll|Man wolle „eine feste und dauerhafte Partnerschaft mit dem Werk“, sagte {Ida Moll=PER Ida Moll}.",
        "Ida Moll|Man wolle „eine starke und dauerhafte Partnerschaft mit dem Werk“, sagte {Ida Moll=PER Ida Moll}.",
    )
    assert [flag[:2] for flag in flags] == [("wording", "wording")]


def test_a_shorter_quotation_is_no_other_version() -> None:
    assert not _flags(
        "Ida Moll|Man wolle „eine feste und dauerhafte Partnerschaft mit dem Werk“, sagte {Ida Moll=PER Ida Moll}.",
        "Ida Moll|Man wolle „eine dauerhafte Partnerschaft“ mit dem Werk, sagte {Ida Moll=PER Ida Moll}.",
    )


def test_differences_point_at_both_sentences() -> None:
    left = "Den Schaden an der Trocknungsanlage bezifferte die Polizei auf 4 Millionen Euro."
    right = left.replace("4", "6")
    story = report("a", left), report("b", right)
    flag = compare(story).differs[0]
    assert (said(story, flag.left), said(story, flag.right)) == (left, right)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,4 Millionen Euro", 1_400_000, "euro"),
        ("25'000 Franken", 25_000, "franc"),
        ("11,5 Prozent", 11.5, "percent"),
        ("7 %", 7, "percent"),
        ("zwei Stunden", 120, "duration"),
        ("3.500 neue Mitarbeiter", 3500, "mitarbei"),
    ],
)
def test_figures_are_read_in_base_units(text: str, value: float, unit: str) -> None:
    assert [(figure.value, figure.unit) for figure in find_quantities(text, 0, len(text))] == [(value, unit)]


def test_a_round_figure_clashes_only_from_afar() -> None:
    exact = Quantity(value=620, unit="people", start=0, end=3)
    near = Quantity(value=600, unit="people", start=0, end=3, approximate=True)
    far = Quantity(value=350, unit="people", start=0, end=3, approximate=True)
    assert not clash(exact, near)
    assert clash(exact, far)
