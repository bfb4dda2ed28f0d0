"""Files of ``lexicon/names`` → one frozen Lexicon, read once: names, adjectives, peoples, persons, offices, roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from stories.nlp.names.forms import demonym_forms, fold, inhabitants, participle_forms
from stories.nlp.types import Label

FOLDER = Path(__file__).parent.parent / "lexicon" / "names"


class Entry(NamedTuple):
    """What a name means: canonical name, label, kind; ``weak`` forms need a recogniser's support."""

    name: str
    label: Label
    kind: str
    weak: bool = False


class Demonym(NamedTuple):
    """A people's or party's word for one of its members; gender m, f, mf or "" (only plural)."""

    entry: Entry
    gender: str


class Person(NamedTuple):
    """A public person; ``groups`` are the states and parties a role word can point to."""

    name: str
    gender: str
    surname_alone: bool
    groups: frozenset[str]


class Tenure(NamedTuple):
    """Who held an office from when to when; ``default`` counts where the day is unknown."""

    person: str
    since: date
    until: date
    default: bool


class RoleWord(NamedTuple):
    """A word for what a person is: its group, office or work, gender (m, f or mf), and whether it is the basic form."""

    group: str
    kind: str
    gender: str
    nominative: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables; keys are folded (ß is ss), adjectives, roles and heads in lower case."""

    names: Mapping[str, Entry]
    first_words: Mapping[str, int]
    adjectives: Mapping[str, Entry]
    demonyms: Mapping[str, Demonym]
    inhabitants: Mapping[str, Entry]
    persons: Mapping[str, Person]
    surnames: Mapping[str, tuple[Person, ...]]
    offices: Mapping[str, tuple[Tenure, ...]]
    given_names: Mapping[str, str]
    roles: Mapping[str, RoleWord]
    titles_before: frozenset[str]
    titles_after: frozenset[str]
    particles: frozenset[str]
    heads: frozenset[str]
    role_heads: frozenset[str]
    name_heads: Mapping[str, Label]
    common_parts: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    names, adjectives, demonyms, dwellers = _places()
    _organisations(names, demonyms)
    persons, surnames = _persons(names)
    titles = {kind: frozenset(words.split()) for kind, words in _rows("titles.tsv", 2)}
    compounds = {kind: words.split() for kind, words in _rows("compounds.tsv", 2)}
    return Lexicon(
        names=names,
        first_words=_first_words(names),
        adjectives=adjectives,
        demonyms=demonyms,
        inhabitants=dwellers,
        persons=persons,
        surnames=surnames,
        offices=_offices(),
        given_names=_given_names(),
        roles=_roles(),
        titles_before=titles["before"],
        titles_after=titles["after"],
        particles=titles["particle"],
        heads=_inflected(compounds["head"] + compounds["role"]),
        role_heads=_inflected(compounds["role"]),
        name_heads={word.split(":")[0]: cast(Label, word.split(":")[1]) for word in compounds["thing"]},
        common_parts=frozenset(compounds["common"]),
    )


def _rows(file: str, columns: int) -> Iterator[list[str]]:
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def _cells(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def _places() -> tuple[dict[str, Entry], dict[str, Entry], dict[str, Demonym], dict[str, Entry]]:
    names: dict[str, Entry] = {}
    adjectives: dict[str, Entry] = {}
    demonyms: dict[str, Demonym] = {}
    dwellers: dict[str, Entry] = {}
    for code, name, more, stems, masculines, feminine in _rows("states.tsv", 6):
        entry = Entry(name, "LOC", "state")
        names |= dict.fromkeys(map(fold, [name, *_cells(more)]), entry)
        adjectives |= dict.fromkeys(_cells(stems), entry)
        for masculine in _cells(masculines):
            demonyms |= {form: Demonym(entry, gender) for form, gender in demonym_forms(masculine, feminine).items()}
        if code == "DE":
            demonyms |= {form: Demonym(entry, gender) for form, gender in participle_forms("Deutscher").items()}
    names["US"] = names["USA"]
    _towns_and_lands(names, adjectives, dwellers)
    return names, adjectives, demonyms, dwellers


def _towns_and_lands(names: dict[str, Entry], adjectives: dict[str, Entry], dwellers: dict[str, Entry]) -> None:
    for kind, _, cell in _rows("places.tsv", 3):
        for item in _cells(cell):
            written, *irregular = item.split("/") if not item.startswith("Frankfurt (") else [item]
            name, *more = written.split("=")
            if kind == "other":
                for form in (name, name + "n", name + "s", name + "in", name + "innen"):
                    dwellers.pop(fold(form), None)
                continue
            if kind == "word":
                names[fold(name)] = names.get(fold(name), Entry(name, "LOC", "city"))._replace(weak=True)
                continue
            entry = Entry(name, "LOC", kind)
            for form in (name, *more):
                names.setdefault(fold(form), entry)
            _place_words(entry, more, irregular, adjectives, dwellers)
    for _, city in _rows("cldr_cities.tsv", 2):
        names.setdefault(fold(city), Entry(city, "LOC", "city"))


def _place_words(
    entry: Entry, more: list[str], irregular: list[str], adjectives: dict[str, Entry], dwellers: dict[str, Entry]
) -> None:
    adjectives |= {word: entry for word in irregular if word[0].islower()}
    nouns = tuple(word for word in irregular if word[0].isupper())
    if entry.kind == "city" or nouns or entry.name in {"Tirol", "Thüringen", "Vorarlberg", "Aargau", "Thurgau", "Uri"}:
        for name in (entry.name, *more):
            for form in inhabitants(name, nouns):
                dwellers.setdefault(fold(form), entry)


def _organisations(names: dict[str, Entry], demonyms: dict[str, Demonym]) -> None:
    for kind, name, more, member in _rows("organisations.tsv", 4):
        if kind == "word":
            weak = {fold(form): names[fold(form)]._replace(weak=True) for form in _cells(name) if fold(form) in names}
            names |= weak
            continue
        entry = Entry(name, "ORG", kind)
        for form in (name, *_cells(more)):
            names.setdefault(fold(form), entry)
        if member:
            inflect = (
                participle_forms
                if member.endswith(("iner", "aler", "icher", "üner", "nker", "ialer"))
                else demonym_forms
            )
            demonyms |= {form: Demonym(entry, gender) for form, gender in inflect(member).items()}


def _persons(names: dict[str, Entry]) -> tuple[dict[str, Person], dict[str, tuple[Person, ...]]]:
    persons: dict[str, Person] = {}
    surnames: defaultdict[str, list[Person]] = defaultdict(list)
    states = {code: name for code, name, *_ in _rows("states.tsv", 2)}
    for name, gender, alone, more, groups in _rows("persons.tsv", 5):
        known = frozenset(states.get(group) or names[fold(group)].name for group in _cells(groups))
        person = Person(name, gender, alone == "yes", known)
        entry = Entry(name, "PER", "person")
        for form in (name, *_cells(more)):
            persons[fold(form)] = person
            names.setdefault(fold(form), entry)
        surname = fold(name.rpartition(" ")[2].removeprefix("al-"))
        surnames[surname].append(person)
        if alone == "yes":
            names.setdefault(surname, entry)
    return persons, {surname: tuple(group) for surname, group in surnames.items()}


def _offices() -> dict[str, tuple[Tenure, ...]]:
    offices: defaultdict[str, list[Tenure]] = defaultdict(list)
    for word, person, since, until, default in _rows("offices.tsv", 5):
        last = date.fromisoformat(until) if until else date.max
        offices[fold(word).lower()].append(Tenure(person, date.fromisoformat(since), last, default == "yes"))
    return {word: tuple(tenures) for word, tenures in offices.items()}


def _given_names() -> dict[str, str]:
    given: dict[str, str] = {}
    for gender, cell in _rows("given_names.tsv", 2):
        given |= dict.fromkeys(map(fold, cell.split()), "" if gender == "u" else gender)
    return given


def _roles() -> dict[str, RoleWord]:
    roles: dict[str, RoleWord] = {}
    for group, kind, masculine, feminine in _rows("roles.tsv", 4):
        word = masculine.lower()
        if word.endswith(("ordneter", "tzender", "tragter")):
            for form, gender in participle_forms(masculine).items():
                roles[form.lower()] = RoleWord(group, kind, gender, not form.endswith("en"))
            continue
        endings = ("n",) if word.endswith("e") else ("s", "es") if word.endswith(("er", "or")) else ("s", "es", "en")
        roles |= {word + ending: RoleWord(group, kind, "m", False) for ending in endings}
        roles[word] = RoleWord(group, kind, "m", True)
        if feminine:
            roles[feminine.lower()] = RoleWord(group, kind, "f", True)
    return roles


def _inflected(heads: list[str]) -> frozenset[str]:
    endings = ("", "e", "en", "er", "n", "s", "es")
    return frozenset(head.lower() + ending for head in heads for ending in endings) | {
        head.lower() + "innen" for head in heads if head.endswith(("er", "r", "t"))
    }


def _first_words(names: Mapping[str, Entry]) -> dict[str, int]:
    """Longest name, in words, that begins with each word: how far a recogniser has to look ahead."""
    longest: dict[str, int] = {}
    for name in names:
        parts = name.replace(".", " ").replace("/", " ").split()
        longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    return longest
