"""Names and the words beside them → Bearers: the people of an article with what the article says of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from stories.nlp.names.article import Article
from stories.nlp.names.forms import fold
from stories.nlp.names.lexicon import Lexicon
from stories.nlp.names.roles import age_of, basic_role, places_of, role_of, roles_beside
from stories.nlp.names.words import EntitySpan


@dataclass(slots=True)
class Bearer:
    """A person of the article by full name; ``roles`` are the role words met beside the name."""

    name: str
    given: str
    surname: str
    gender: str
    roles: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    age: str = ""

    @property
    def keys(self) -> set[str]:
        """What can stand for the surname: Brandstetter-Holm and its parts, von der Leyen, al-Assad → Assad."""
        last = self.surname.rpartition(" ")[2]
        parts = last.split("-") if "-" in last else []
        return {self.surname, last, *(part for part in parts if len(part) > 2)}


def bearer_of(name: str, lexicon: Lexicon) -> Bearer:
    """The person a name stands for, with what the lexicon knows of them."""
    person = lexicon.persons.get(fold(name))
    words = (person.name if person else name).split(" ")
    split = len(words) - 1
    while split > 1 and words[split - 1] in lexicon.particles:
        split -= 1
    given = fold(words[0]) if len(words) > 1 else ""
    surname = fold(" ".join(words[split:])).removeprefix("al-").removeprefix("Al-")
    gender = (
        person.gender if person else lexicon.given_names.get(given) or lexicon.given_names.get(given.split("-")[0], "")
    )
    groups = set(person.groups) if person else set()
    return Bearer(name=" ".join(words), given=given, surname=surname, gender=gender, groups=groups)


def is_same_person(old: Bearer, new: Bearer) -> bool:
    """Same surname, and the same first name or its initial."""
    if old.surname != new.surname or old.given == new.given:
        return old.surname == new.surname
    short, long = sorted((old.given.rstrip("."), new.given.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def learn_roles(article: Article, persons: Iterable[tuple[EntitySpan, Bearer]]) -> None:
    """Write the roles, places, parties and ages beside the names into their bearers."""
    for span, bearer in persons:
        words = roles_beside(article, span)
        for word in words:
            role = role_of(word, article.lexicon)
            if role and (not bearer.gender or role.gender in (bearer.gender, "mf")):
                bearer.roles |= {basic_role(word), role.group}
                bearer.gender = bearer.gender or role.gender.removesuffix("mf")
            bearer.age = age_of(word) or bearer.age
        bearer.groups |= places_of(words)
        bearer.groups |= {word for word in words if word in article.lexicon.names}
