"""What only looks like a time: a match of the grammar and its neighbours in, whether it stands out.

A trap is an age, an amount, a score, a house number, a person called August. The neighbouring words tell
(lexicon/times/guards.toml).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stories.nlp.times import lexicon as lex
from stories.nlp.times.verbs import is_narrating

WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s(]{1,6}$")
BLANKS = "(" + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
NOW_BEFORE = re.compile(r"[^\W\d_]+")
WORD_AFTER = re.compile(r"\s{1,4}([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words before and after a match, in lower case, and the character just before."""

    before: str
    after: str
    after_is_noun: bool
    char_before: str
    char_after: str
    left: str
    right: str


def surroundings(text: str, start: int, end: int) -> Surroundings:
    left = text[max(0, start - 40) : start]
    # From the last word on: a search from the left would try every word on the way.
    word = WORD_BEFORE.search(left, left.rfind(" ", 0, len(left.rstrip(BLANKS))) + 1)
    following = WORD_AFTER.match(text, end)
    return Surroundings(
        before=word[1].lower() if word else "",
        after=following[1].lower() if following else "",
        after_is_noun=bool(following) and following[1][:1].isupper() if following else False,
        char_before=text[start - 1 : start],
        char_after=text[end : end + 1],
        left=left,
        right=text[end : end + 40],
    )


GUARDS = {
    name: lex.words("guards", name)
    for name in (
        "count_nouns",
        "number_cues",
        "year_cues",
        "months_like_names",
        "month_cues",
        "part_cues",
        "date_cues",
        "clock_cues",
        "bare_unit_cues",
        "name_before",
        "period_nouns",
    )
}
COUNT_NOUNS = frozenset(word.lower() for word in GUARDS["count_nouns"])
STREETS = tuple(lex.table("guards")["street"]["endings"])
AGE_BEFORE, AGE_AFTER = lex.words("guards", "age", "before"), lex.words("guards", "age", "after")
NOT_AGE = lex.words("guards", "age", "not_after_with")


def _year(match: re.Match[str], around: Surroundings) -> bool:
    """A four-digit number is a year unless it counts something or numbers a house."""
    if match["mod"] or match["noun"]:
        return around.after not in {"euro", "franken", "prozent"} or bool(match["noun"])
    if around.char_after in {"%", "€", "$", "°", "§"} or around.char_before in {"§", "$", "€", "/", ".", ",", ":", "-"}:
        return False
    if around.after in COUNT_NOUNS or around.before in GUARDS["number_cues"] or around.before.endswith(STREETS):
        return False
    if re.search(r"\d\s$|(?<!\w)[A-Z]{1,3}\s$", around.left):
        return False  # a telephone number, a road or type number ("B 1900")
    year = int(match["year"])
    cued = around.before in GUARDS["year_cues"]
    if year < 1500 or year > 2100:
        return cued or around.char_before == "("
    if year < 1900 and around.after_is_noun and around.before and not cued and not _behind_noun(around):
        return False  # "gegen 1860 München"
    if re.match(r"\s?(?:bis|-|–|und|oder)\s?[\d.]+\s(?:%|[A-ZÄÖÜ])", around.right) and year % 100 == 0:
        return False
    # a round number without a word that makes it a year is more often a count ("1600 Mitglieder", "2000 Grad")
    return cued or year % 100 != 0 or (not around.after_is_noun and (_behind_noun(around) or not around.before))


def _behind_noun(around: Surroundings) -> bool:
    """ "die EM 2000 Gastgeber": a noun before the number takes it as its year."""
    word = WORD_BEFORE.search(around.left)
    return bool(word) and word[1][:1].isupper() if word else False


def _pair(match: re.Match[str], around: Surroundings) -> bool:
    if match["sep"] == "/" and around.before in GUARDS["period_nouns"]:
        return False
    first, second = int(match["first"]), int(match["second"])
    return around.after not in COUNT_NOUNS and 0 < second - first < 120 and around.char_before not in {"/", "-", "+"}


def _month(match: re.Match[str], around: Surroundings) -> bool:
    if match["mod"] or match["shift"] or match["year"] or match["yearshift"] or match["yearback"]:
        return around.before not in GUARDS["name_before"]
    name = match["month"].lower().rstrip("s")
    if name in GUARDS["months_like_names"] and around.before not in GUARDS["month_cues"]:
        return around.char_before in {"/", "–"}
    return not (around.before in GUARDS["name_before"] or around.char_before in {"-", "@", "#", "."})


def _clock_bare(match: re.Match[str], around: Surroundings) -> bool:
    """A time without "Uhr" needs "um" before it and no unit behind it; scores such as 29:15 have neither."""
    tail = match["clock"][-2:]
    if around.before not in GUARDS["clock_cues"] and not (match["list"] and around.before in {"von", "zwischen"}):
        return False
    return not around.after_is_noun and tail.isdigit() and around.char_after not in {"%", "€"}


def _clock_word(match: re.Match[str], around: Surroundings) -> bool:
    if match["uhr"] or match["clockpart"]:
        return True
    cued = around.before in {"um", "gegen", "nach", "vor", "ab", "bis", "kurz", "seit", "punkt"}
    return cued and bool(match["fraction"]) and not around.after_is_noun


def _clock(match: re.Match[str], around: Surroundings) -> bool:
    return around.char_before not in {":", "."} and not (
        match[0].endswith("h") and around.before in {"km", "stundenkilometer"}
    )


def _duration(match: re.Match[str], around: Surroundings) -> bool:
    """Durations, not ages: "im Alter von 29 und 44 Jahren", "46 Jahre alt", "ab 16 Jahren"."""
    unit = match["unit"].lower()
    if match[0].lower().startswith("eines tages") or (
        around.char_before in {".", ",", ":", "/", "-"} and match[0][0].isdigit()
    ):
        return False
    if lex.UNITS[unit][0] != "Y" or unit.startswith(("jahrh", "jahrz")):
        return not (match["number"] in {"1", "2", "3", "4"} and around.char_before == ".")
    if around.after in AGE_AFTER or re.search(r"^\W(?:\w+\W){0,3}vollend", around.right):
        return False
    if around.after in NOT_AGE:
        return True
    lexical = re.search(
        r"(?:\bAlter\b|\bAlter von\b|\bzwischen\b|\bKinder\b.{0,12}\bvon\b)\s{1,3}(?:\S{1,12}\s)?(?:\S{1,12}\s)?$",
        around.left,
    )
    spelled_age = around.before in AGE_BEFORE and unit == "jahren" and not around.after_is_noun
    return not (spelled_age or (lexical and unit.startswith("jahre")))


def _bare_units(match: re.Match[str], around: Surroundings) -> bool:
    return around.before in GUARDS["bare_unit_cues"] and around.char_before.isspace()


def _part(match: re.Match[str], around: Surroundings) -> bool:
    """A bare "Abend" needs its preposition; "Guten Morgen" and "der Morgen danach" have none."""
    if match["shift"] or match["adjective"]:
        return True
    if match["part"] == "Früh":
        return around.before == "der" and "in der" in around.left
    direct = around.before in {"am", "vom", "zum", "bis", "gegen", "seit", "zu", "ab"}
    inner = bool(re.search(r"\b(?:in|bis in|bis zum|während|noch in)\s{1,3}(?:den|der)\s{1,3}$", around.left, re.I))
    genitive = match["part"].endswith("s") and around.before == "des"
    return direct or inner or genitive


def _numeric(match: re.Match[str], around: Surroundings) -> bool:
    if match["year"] or match["wd"]:
        return around.char_before not in {".", ","}
    return around.before in GUARDS["date_cues"] or bool(match["list"])


def _day_only(match: re.Match[str], around: Surroundings) -> bool:
    cued = around.before in {"am", "vom", "zum"} or re.search(r"\b(?:bis|ab|seit)\s{1,3}(?:zum\s|dem\s)?$", around.left)
    return bool(match["ofmonth"]) or bool(cued)


def _now(match: re.Match[str], around: Surroundings) -> bool:
    """ "nun" links sentences far more often than it dates; behind a verb that tells an event it dates the news."""
    before = [word for word in NOW_BEFORE.findall(around.left) if word != "sich"]
    return around.char_before.isspace() and bool(before) and before[-1].islower() and is_narrating(before[-1])


def _feast(match: re.Match[str], around: Surroundings) -> bool:
    if match["feast"].lower() in {"silvester", "martini", "nikolo"}:
        return around.before in {"zu", "an", "bis", "nach", "vor", "seit", "am", "um", "und", "ab"}
    return True


def _set_per(match: re.Match[str], around: Surroundings) -> bool:
    """ "120 Patienten am Tag" repeats; "am Tag der Wahl" and "am Tag nach …" do not."""
    preposition = "am" if match["unit"] == "Tag" else "im"
    return around.before == preposition and around.after not in {
        "der",
        "des",
        "nach",
        "vor",
        "als",
        "an",
        "seiner",
        "ihrer",
    }


def _bare_year(match: re.Match[str], around: Surroundings) -> bool:
    if around.before == "im":
        return (
            around.after not in {"der", "des", "nach", "vor", "als", "seiner", "ihrer", "seines"}
            and not around.after[:1].isdigit()
        )
    return bool(re.search(r"\b(?:über|durch)\s{1,3}das\s{1,3}(?:ganze\s)?$", around.left, re.I))


def _reference(match: re.Match[str], around: Surroundings) -> bool:
    words = match["reference"].lower()
    if words in {"kürzlich", "jüngst", "aktuell"}:
        return around.after not in {"erst"}
    return not (words == "zurzeit" and around.after == "der")


def _era(match: re.Match[str], around: Surroundings) -> bool:
    cued = re.search(r"\bin\s{1,3}(?:der\s{1,3})?$", around.left, re.I)
    return bool(cued) or match["noun"][0].islower()


def _day_adverb(match: re.Match[str], around: Surroundings) -> bool:
    """ "Morgen" with a capital is tomorrow only where no article or preposition makes it the noun."""
    if around.before in {"am", "guten", "jeden", "der", "den", "dem", "vom", "bis zum", "zum", "eines", "einem"}:
        return match["adverb"] != "Morgen"
    quoted = (
        around.char_before in "„\"«»“'" and around.char_before and around.char_after in "“\"»«'”" and around.char_after
    )
    return not quoted


def _decade(match: re.Match[str], around: Surroundings) -> bool:
    groups = match.groupdict()
    return bool(groups.get("tens")) or "ahr" in match[0] or around.before in {"den", "der", "die"}


def _unit_relation(match: re.Match[str], around: Surroundings) -> bool:
    """ "im Jahre darauf" is one year; "400000 Jahre später" is not read as one."""
    return match["unit"] != "Jahre" or around.before == "im"


GUARD: dict[str, Callable[[re.Match[str], Surroundings], bool]] = {
    "year": _year,
    "year-pair": _pair,
    "month": _month,
    "unit-relation": _unit_relation,
    "clock": _clock,
    "clock-bare": _clock_bare,
    "clock-word": _clock_word,
    "duration": _duration,
    "bare-units": _bare_units,
    "part": _part,
    "numeric": _numeric,
    "day-only": _day_only,
    "now": _now,
    "feast": _feast,
    "set-per": _set_per,
    "bare-year": _bare_year,
    "reference": _reference,
    "era": _era,
    "day-adverb": _day_adverb,
    "decade": _decade,
}
