"""Mentions of the articles of one story → one name and label for each thing they name. Pure.

An article that only says "Lambridis" joins the "Stavros Lambridis" of another article of the same story, where that
is the only Lambridis of the story. Nothing is joined where two could be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stories.nlp.names.bearers import Bearer, bearer_of, is_same_person
from stories.nlp.names.forms import fold
from stories.nlp.names.lexicon import Lexicon, load_lexicon
from stories.nlp.names.people import cast_of_names
from stories.nlp.names.places import longer_forms
from stories.nlp.types import Label, Mention


class NameKey(NamedTuple):
    """A canonical name as one article uses it."""

    article: str
    name: str
    label: Label


class StoryName(NamedTuple):
    """The name and label the whole story uses."""

    name: str
    label: Label


def unify_names(mentions_by_article: Mapping[str, Sequence[Mention]]) -> dict[NameKey, StoryName]:
    """The story's name for each name of each article; names nothing is known about map to themselves."""
    lexicon = load_lexicon()
    counts = Counter(
        NameKey(article, mention.name, mention.label)
        for article, mentions in mentions_by_article.items()
        for mention in mentions
    )
    labels = _common_labels(counts, lexicon)
    people = _people(counts, labels, lexicon)
    longer = _longer(counts, labels, lexicon)
    return {key: _story_name(key, labels, people, longer) for key in counts}


def _story_name(
    key: NameKey,
    labels: Mapping[tuple[str, Label], Label],
    people: Mapping[tuple[str, str], str],
    longer: Mapping[tuple[str, Label], str],
) -> StoryName:
    label = labels[key.name, key.label]
    if label == "PER":
        return StoryName(people.get((key.article, key.name), key.name), label)
    return StoryName(longer.get((key.name, label), key.name), label)


def _common_labels(counts: Mapping[NameKey, int], lexicon: Lexicon) -> dict[tuple[str, Label], Label]:
    """One label a name: the majority of the story; a surname of the story's people is a person; towns may be clubs."""
    votes: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    for key, count in counts.items():
        votes[key.name][key.label] += count
    surnames = {fold(key.name).rpartition(" ")[2] for key in counts if key.label == "PER" and " " in key.name}
    labels: dict[tuple[str, Label], Label] = {}
    for name, counter in votes.items():
        best = "PER" if _is_surname(name, counter, surnames, lexicon) else counter.most_common(1)[0][0]
        for label in counter:
            keeps = {label, best} == {"LOC", "ORG"} or (counter[label] * 2 >= counter[best] and best != "PER")
            labels[name, label] = label if keeps else best
    return labels


def _is_surname(name: str, counter: Counter[Label], surnames: set[str], lexicon: Lexicon) -> bool:
    return fold(name) in surnames and counter["PER"] * 2 >= counter.total() and fold(name) not in lexicon.names


def _people(
    counts: Mapping[NameKey, int], labels: Mapping[tuple[str, Label], Label], lexicon: Lexicon
) -> dict[tuple[str, str], str]:
    """(article, person's name) → the story's name for the person."""
    persons = {(key.article, key.name) for key in counts if labels[key.name, key.label] == "PER"}
    full = sorted({name for _, name in persons if " " in name})
    cast = cast_of_names(full, lexicon)
    own: defaultdict[str, list[Bearer]] = defaultdict(list)
    for article, name in persons:
        if " " in name:
            own[article].append(bearer_of(name, lexicon))
    unified: dict[tuple[str, str], str] = {}
    for article, name in persons:
        if " " in name:
            new = bearer_of(name, lexicon)
            same = [old for old in cast.bearers if old.name == name] or [
                old for old in cast.bearers if is_same_person(old, new)
            ]
        else:
            key = fold(name)
            left_open = any(key in bearer.keys for bearer in own[article])
            same = [] if left_open else list(cast.by_surname.get(key) or cast.by_given.get(key, ()))
        if len(same) == 1:
            unified[article, name] = same[0].name
    return unified


def _longer(
    counts: Iterable[NameKey], labels: Mapping[tuple[str, Label], Label], lexicon: Lexicon
) -> dict[tuple[str, Label], str]:
    """Short names of organisations and places → the one longer name of the story, acronyms by their letters too."""
    names = sorted({(key.name, labels[key.name, key.label]) for key in counts})
    longer = longer_forms(names, lexicon)
    initials: defaultdict[tuple[str, Label], set[str]] = defaultdict(set)
    for name, label in names:
        if " " in name and label != "PER":
            initials["".join(word[0] for word in name.split() if word[0].isupper()), label].add(name)
    for name, label in names:
        found = initials.get((name, label), set())
        if len(found) == 1 and len(name) > 2 and fold(name) not in lexicon.names:
            longer[name, label] = next(iter(found))
    return longer
