"""Role words without a name (der Premier, die Juristin, der 52-Jährige, der Grieche) → the person they mean.

Always inferred, so only where one person fits: by the roles met beside the names, else the last person named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stories.nlp.names.article import Article
from stories.nlp.names.bearers import Bearer, learn_roles
from stories.nlp.names.forms import adjective_stem, fold
from stories.nlp.names.lexicon import RoleWord, load_lexicon
from stories.nlp.names.roles import age_of, basic_role, places_of, role_of
from stories.nlp.names.words import EntitySpan, is_capitalised
from stories.nlp.types import Mention

_HIS = frozenset({"der", "dem", "den", "des", "vom", "beim", "zum"})
_HER = frozenset({"die", "der", "zur"})
# After these a role is somebody's ("der Sprecher der Polizei", "Präsident des Landes"), seldom the person last named.
_OF = frozenset({"des", "der", "von", "vom", "für", "eines", "einer", "beim", "im", "am"})
# How many sentences back the last person named may be where others of the gender stand further up, and where none do.
# Set by hand on the eleven development articles of three invented stories.
_SENTENCES_BACK = 2
_SENTENCES_BACK_ALONE = 5
# Keeps texts without full stops fast.
_PERSONS_BACK = 50


@dataclass(frozen=True, slots=True)
class _Role:
    start: int
    end: int
    word: str
    kind: RoleWord | None
    gender: str
    places: frozenset[str]
    age: str


def role_mentions(
    article: Article, persons: Sequence[tuple[EntitySpan, Bearer]], covered: bytearray
) -> Iterator[Mention]:
    # The full names are learned already, where the people of the article were found.
    learn_roles(article, [(span, bearer) for span, bearer in persons if " " not in article.surface(span)])
    named = list({id(bearer): bearer for _, bearer in persons}.values())
    if not named:
        return
    for role in _roles(article, covered):
        bearer = _bearer_of(role, named) or _last_named(article, role, persons)
        if bearer:
            yield Mention(start=role.start, end=role.end, label="PER", name=bearer.name, form="role")


def _roles(article: Article, covered: bytearray) -> Iterator[_Role]:
    for index in [index for index, (_, _, text) in enumerate(article.words) if _can_be_role(text)]:
        word = article.words[index]
        if covered[word.start]:
            continue
        kind, age = role_of(word.text, article.lexicon), age_of(word.text) if "J" in word.text else ""
        demonym = article.lexicon.demonyms.get(fold(word.text))
        if not (kind or age or (demonym and demonym.gender)) or _goes_on(article, index, covered):
            continue
        first, article_word = _phrase(article, index)
        gender = _gender(article_word, word.text, kind.gender if kind else demonym.gender if demonym else "mf")
        if gender and not _genitive_plural(article, index, article_word, kind):
            places = frozenset(places_of([w.text for w in article.words[first : index + 1]]))
            start = article.words[first].start
            yield _Role(start, word.end, basic_role(word.text), kind, gender, places, age)


@lru_cache(maxsize=20_000)
def _can_be_role(word: str) -> bool:
    lexicon = load_lexicon()
    return bool(role_of(word, lexicon)) or "Jährige" in word or fold(word) in lexicon.demonyms


def _goes_on(article: Article, index: int, covered: bytearray) -> bool:
    """Whether a name or a genitive follows: then the word is no stand-alone role."""
    following = article.after(index)
    if following.lower() in _OF and following.islower():
        return True
    if index + 1 >= len(article.words):
        return False
    gap = article.text[article.words[index].end : article.words[index + 1].start]
    return gap in {" ", ", ", "\u00a0"} and bool(covered[article.words[index + 1].start])


def _genitive_plural(article: Article, index: int, article_word: str, kind: RoleWord | None) -> bool:
    """ "nach Angaben der Ermittler": after a noun, "der" before a masculine is the plural."""
    if article_word != "der" or (kind and kind.gender != "m"):
        return False
    position = next((i for i in range(index, max(index - 4, 0), -1) if article.words[i].text == "der"), 0)
    return is_capitalised(article.before(position))


def _phrase(article: Article, index: int) -> tuple[int, str]:
    """Index of the first derived adjective that belongs to the role, and the article word before all adjectives."""
    first = index
    while index > 0:
        word = article.before(index)
        lower = word.lower()
        if lower in _HIS | _HER:
            return first, lower
        place = adjective_stem(lower) in article.lexicon.adjectives or fold(word) in article.lexicon.inhabitants
        if not word or not (place or (word.islower() and lower.endswith(("e", "er", "en", "em", "es")))):
            break
        first = index - 1 if place else first
        index -= 1
    return first, ""


def _gender(article_word: str, word: str, gender: str) -> str:
    """m or f where article and word agree on one person, empty for plurals and indefinite uses."""
    if gender == "m":
        singular = not word.endswith(("ern", "innen")) and (article_word != "der" or _nominative(word))
        return "m" if article_word in _HIS and singular else ""
    if gender == "f":
        return "f" if article_word in _HER else ""
    # der 52-Jährige, die 52-Jährige, der 52-Jährigen: the ending tells.
    if word.endswith("n"):
        return {"der": "f", "den": "m", "dem": "m", "des": "m", "vom": "m", "zum": "m", "beim": "m"}.get(
            article_word, ""
        )
    return {"der": "m", "die": "f"}.get(article_word, "")


def _nominative(word: str) -> bool:
    role = role_of(word, load_lexicon())
    return role.nominative if role else not word.endswith(("en", "n", "s"))


def _bearer_of(role: _Role, named: Sequence[Bearer]) -> Bearer | None:
    """The one person the article itself ties to the role."""
    fitting = [bearer for bearer in named if bearer.gender in ("", role.gender) and _places_agree(role, bearer)]
    if role.age:
        return _only([bearer for bearer in fitting if bearer.age == role.age])
    if role.kind is None:
        return _only([bearer for bearer in fitting if role.places & bearer.groups and bearer.gender])
    return _only([bearer for bearer in fitting if role.word in bearer.roles]) or (
        _only([bearer for bearer in fitting if role.kind.group in bearer.roles]) if role.kind.kind == "office" else None
    )


def _places_agree(role: _Role, bearer: Bearer) -> bool:
    return not role.places or bool(role.places & bearer.groups)


def _only(bearers: Sequence[Bearer]) -> Bearer | None:
    return bearers[0] if len(bearers) == 1 else None


def _last_named(article: Article, role: _Role, persons: Sequence[tuple[EntitySpan, Bearer]]) -> Bearer | None:
    """The only person of that gender named just before; offices and peoples need more support than that."""
    if role.places or (role.kind is None and not role.age) or (role.kind and role.kind.kind == "office"):
        return None
    here, paragraph = article.sentence_of(role.start), article.paragraph_of(role.start)
    before = bisect_left(persons, role.start, key=lambda person: person[0].start)
    fitting = [
        (here - article.sentence_of(span.start), article.paragraph_of(span.start) == paragraph, bearer)
        for span, bearer in persons[max(0, before - _PERSONS_BACK) : before]
        if bearer.gender in ("", role.gender) and not (role.age and bearer.age and bearer.age != role.age)
    ]
    near = {id(bearer): bearer for back, same, bearer in fitting if same and back <= _SENTENCES_BACK}
    alone = {id(bearer): bearer for _, _, bearer in fitting}
    if len(alone) == 1 and min(back for back, _, _ in fitting) <= _SENTENCES_BACK_ALONE:
        return fitting[0][2]
    return _only(list(near.values()))
