"""Person spans of one article → who they are: full names first, then surnames and first names that lead to one of them.

A bare surname two people share keeps its own form unless Herr/Frau, a role or a first name before it decides:
a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stories.nlp.names.article import Article
from stories.nlp.names.bearers import Bearer, bearer_of, is_same_person, learn_roles
from stories.nlp.names.forms import fold, genitive_bases, looks_genitive, title_case
from stories.nlp.names.lexicon import Lexicon, Person, RoleWord
from stories.nlp.names.roles import basic_role, role_of
from stories.nlp.names.words import EntitySpan, is_capitalised

_ADDRESS = {"herr": "m", "herrn": "m", "frau": "f"}
_LEADERS = frozenset({"president", "government"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of an article, by surname and by first name."""

    bearers: Sequence[Bearer]
    by_surname: Mapping[str, Sequence[Bearer]]
    by_given: Mapping[str, Sequence[Bearer]]


def cast_of(
    article: Article, spans: Iterable[EntitySpan], people: Iterable[str] = ()
) -> tuple[Cast, dict[EntitySpan, str]]:
    """The people of the article and the canonical name of each person span; ``people`` are known from elsewhere."""
    persons = [span for span in spans if span.label == "PER"]
    attested = _attested(article, persons, people)
    bearers = list(cast_of_names(people, article.lexicon).bearers)
    named: dict[EntitySpan, Bearer] = {}
    for span in persons:
        words = _name_words(article, span, attested)
        if len(words) > 1 or article.lexicon.persons.get(fold(" ".join(words))):
            named[span] = _join(bearers, bearer_of(" ".join(words), article.lexicon))
    learn_roles(article, named.items())
    cast = _index(bearers)
    names = {span: bearer.name for span, bearer in named.items()}
    for span in persons:
        if span not in names:
            names[span] = _single(article, cast, span, _name_words(article, span, attested)[-1:])
    return cast, names


def cast_of_names(names: Iterable[str], lexicon: Lexicon) -> Cast:
    """The people known from elsewhere (the body for a title, other articles of a story)."""
    bearers: list[Bearer] = []
    for name in names:
        if " " in name:
            _join(bearers, bearer_of(name, lexicon))
    return _index(bearers)


def _index(bearers: Sequence[Bearer]) -> Cast:
    by_surname: defaultdict[str, list[Bearer]] = defaultdict(list)
    by_given: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for key in bearer.keys:
            by_surname[key].append(bearer)
        by_given[bearer.given].append(bearer)
    return Cast(bearers=bearers, by_surname=by_surname, by_given=by_given)


def _attested(
    article: Article, persons: Sequence[EntitySpan], people: Iterable[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Words seen as a whole name, and words seen as the last of a longer one."""
    surfaces = [article.words_of(span) for span in persons]
    singles = {fold(words[0]) for words in surfaces if len(words) == 1}
    lasts = {fold(words[-1]) for words in surfaces if len(words) > 1} | {
        fold(name).rpartition(" ")[2] for name in people
    }
    given = article.lexicon.given_names  # asked word by word: subtracting its keys would walk through all of them
    return frozenset([word for word in singles | article.bare_words if word not in given]), frozenset(lasts)


def _name_words(article: Article, span: EntitySpan, attested: tuple[frozenset[str], frozenset[str]]) -> list[str]:
    """The words of a name in their basic form: Trautweins → Trautwein, PUTIN → Putin."""
    words = [title_case(word) for word in article.surface(span).split()]
    if not words:
        return [article.surface(span)]
    words[-1] = _without_genitive(article, span, words, attested)
    return words


def _without_genitive(
    article: Article, span: EntitySpan, words: list[str], attested: tuple[frozenset[str], frozenset[str]]
) -> str:
    last, (singles, lasts) = fold(words[-1]), attested
    lexicon = article.lexicon
    if fold(" ".join(words)) in lexicon.names or (len(words) == 1 and last in lasts and last not in lexicon.surnames):
        others = {base for base in genitive_bases(last) if base in lasts}
        return words[-1][: len(others.pop()) - len(last)] if others else words[-1]
    for base in genitive_bases(last):
        full = fold(" ".join([*words[:-1], base]))
        if base in lasts or base in singles or base in lexicon.surnames or full in lexicon.names:
            return words[-1][: len(base)] if len(words[-1]) == len(last) else base
    if last.endswith("'"):
        return words[-1][:-1]
    return words[-1][:-1] if _genitive_place(article, span, last) else words[-1]


def _genitive_place(article: Article, span: EntitySpan, last: str) -> bool:
    """An unknown name with final s right before a noun: "Kreutzfelds Anwalt"."""
    index = article.word_range(span.start, span.end)
    following = article.after(index[-1]) if index else ""
    return looks_genitive(last) and len(following) > 2 and is_capitalised(following)


def _join(bearers: list[Bearer], new: Bearer) -> Bearer:
    """The bearer the new full name is another spelling of (H. Müller, Hans Peter Müller), or the new one itself."""
    same = [old for old in bearers if is_same_person(old, new)]
    if len(same) != 1:
        return _exact(same, new) or _append(bearers, new)
    old = same[0]
    if _fullness(new) > _fullness(old):
        old.name, old.given, old.gender = new.name, new.given, new.gender or old.gender
    return old


def _exact(same: Sequence[Bearer], new: Bearer) -> Bearer | None:
    return next((old for old in same if old.name == new.name), None)


def _append(bearers: list[Bearer], new: Bearer) -> Bearer:
    bearers.append(new)
    return new


def _fullness(bearer: Bearer) -> tuple[bool, int]:
    return "." not in bearer.name.split(" ")[0], len(bearer.name)


def _single(article: Article, cast: Cast, span: EntitySpan, words: Sequence[str]) -> str:
    """The canonical name of a bare surname or first name."""
    word = words[0] if words else article.surface(span)
    key = fold(word).removeprefix("al-")
    candidates = list(cast.by_surname.get(key, ()))
    public = _public_person(article, span, key)
    if public and all(bearer.name != public.name for bearer in candidates):
        candidates.append(bearer_of(public.name, article.lexicon))
    if not candidates:
        candidates = list(cast.by_given.get(key, ()))
        return _together(article, span, word) or (candidates[0].name if len(candidates) == 1 else word)
    chosen = candidates if len(candidates) == 1 else _by_context(article, span, candidates)
    if len(chosen) == 1 and _gender_fits(article, span, chosen[0]):
        return chosen[0].name
    return word


def _public_person(article: Article, span: EntitySpan, surname: str) -> Person | None:
    """A public person the bare surname means: Putin always, Scholz only as Kanzler Scholz."""
    people = article.lexicon.surnames.get(surname, ())
    known = [person for person in people if person.surname_alone]
    if len(known) == 1:
        return known[0]
    role = _role_before(article, span)
    if not role or role.group not in _LEADERS or "-" in article.before(_first_word(article, span)):
        return None
    fitting = [person for person in people if person.gender == role.gender and len(person.groups) > 1]
    return fitting[0] if len(fitting) == 1 and role.kind == "office" and "kanzler" in _before(article, span) else None


def _first_word(article: Article, span: EntitySpan) -> int:
    return article.word_range(span.start, span.end).start


def _before(article: Article, span: EntitySpan) -> str:
    return article.before(_first_word(article, span)).lower()


def _role_before(article: Article, span: EntitySpan) -> RoleWord | None:
    return role_of(article.before(_first_word(article, span)), article.lexicon)


def _gender_before(article: Article, span: EntitySpan) -> str:
    address = _ADDRESS.get(_before(article, span), "")
    role = _role_before(article, span)
    return address or (role.gender if role else "")


def _gender_fits(article: Article, span: EntitySpan, bearer: Bearer) -> bool:
    gender = _gender_before(article, span)
    return not gender or not bearer.gender or gender == bearer.gender


def _by_context(article: Article, span: EntitySpan, candidates: Sequence[Bearer]) -> list[Bearer]:
    """Those the words before the surname leave: by gender, then by the role a candidate is known in."""
    left = (
        [bearer for bearer in candidates if _gender_fits(article, span, bearer)]
        if _gender_before(article, span)
        else []
    )
    role = basic_role(article.before(_first_word(article, span)))
    by_role = [bearer for bearer in left or candidates if role in bearer.roles]
    return by_role if len(by_role) == 1 else left


def _together(article: Article, span: EntitySpan, word: str) -> str:
    """ "Hans und Maria Kreutzfeld": the first name before "und" shares the surname."""
    last = article.word_range(span.start, span.end)
    if fold(word) not in article.lexicon.given_names or not last or article.after(last[-1]) != "und":
        return ""
    following = [w.text for w in article.words[last[-1] + 2 : last[-1] + 4]]
    if len(following) < 2 or fold(following[0]) not in article.lexicon.given_names or not is_capitalised(following[1]):
        return ""
    return f"{word} {following[1]}"
