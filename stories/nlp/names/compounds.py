"""Words outside the entities → names inside them: Syrien-Krise, EU-Türkei-Abkommen, Kremlchef, Trump-Team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from stories.nlp.names.article import Article
from stories.nlp.names.forms import adjective_stem, fold, genitive_bases, title_case
from stories.nlp.names.lexicon import Lexicon, Tenure, load_lexicon
from stories.nlp.names.words import Word, is_capitalised
from stories.nlp.types import Label, Mention

Known = Mapping[str, tuple[str, Label]]
_DIRECTIONS = frozenset({"Ost", "West", "Nord", "Süd", "Zentral", "Ex"})
_TEAMS = frozenset({"Team", "Teams", "Wahlkampfteam", "Lager", "Lagers", "Stab", "Stabs"})
_ADDRESSES = (
    "straße",
    "strasse",
    "platz",
    "allee",
    "weg",
    "ring",
    "gasse",
    "schule",
    "stadion",
    "arena",
    "preis",
    "stiftung",
)
_SHORTEST = 3
# The article's own names begin closed compounds only from this length on: shorter ones begin too many words.
_STEM = 4


def parts(article: Article, covered: bytearray, known: Known) -> Iterator[Mention]:
    """Name parts of compounds; ``known`` are the article's own names (folded form → name and label)."""
    beginnings = frozenset(form[:_STEM] for form in known if len(form) >= _STEM)
    for index in article.capitals:
        word = article.words[index]
        if covered[word.start]:
            continue
        if "-" in fold(word.text):
            yield from _hyphened(word, known, article.lexicon)
        elif article.text[word.end : word.end + 1] in {"-", "‑"}:
            yield from _as_mention(word.start, word.text, known, article.lexicon)
        else:
            yield from _closed(word, known, beginnings)


def _hyphened(word: Word, known: Known, lexicon: Lexicon) -> Iterator[Mention]:
    lower = word.text.lower()
    if fold(word.text) in lexicon.names or adjective_stem(lower) in lexicon.adjectives or lower.endswith(_ADDRESSES):
        return
    segments = fold(word.text).split("-")
    position, found = 0, False
    offsets = _offsets(word.text)
    while position < len(segments) - 1:
        for stop in range(len(segments) - 1, position, -1):
            part = word.text[offsets[position] : offsets[stop] - 1]
            mention = next(_as_mention(word.start + offsets[position], part, known, lexicon), None)
            if mention:
                yield mention
                found, position = True, stop - 1
                break
        position += 1
    if not found and len(segments) == 2:
        yield from _unlisted(word, segments, known, lexicon)


def _offsets(text: str) -> list[int]:
    """Where each hyphened segment begins, and one past the end."""
    starts = [0] + [i + 1 for i, c in enumerate(text) if c in "-‐‑"]
    return [*starts, len(text) + 1]


def _unlisted(word: Word, segments: list[str], known: Known, lexicon: Lexicon) -> Iterator[Mention]:
    """Ost-Ukraine, and firms, apps and medicines no list knows: Katwarn-App, Wargau-Chefin."""
    first, last = segments
    if first in _DIRECTIONS:
        yield from _as_mention(word.start + len(first) + 1, word.text[len(first) + 1 :], known, lexicon)
    elif (label := lexicon.name_heads.get(last)) and len(first) >= _SHORTEST and not _is_common(first, lexicon):
        yield Mention(
            start=word.start, end=word.start + len(first), label=label, name=word.text[: len(first)], form="part"
        )


def _is_common(first: str, lexicon: Lexicon) -> bool:
    plain = {first, first.removesuffix("s"), first + "s"}
    return bool(plain & lexicon.common_parts) or first.lower() in lexicon.roles or not is_capitalised(first)


def _as_mention(start: int, part: str, known: Known, lexicon: Lexicon) -> Iterator[Mention]:
    meaning = _meaning(fold(part), known, lexicon)
    if meaning and len(part) > 1:
        yield Mention(start=start, end=start + len(part), label=meaning[1], name=meaning[0], form="part")


def _meaning(part: str, known: Known, lexicon: Lexicon) -> tuple[str, Label] | None:
    """What the part of a compound names; Donald-Trump-Biografie writes blanks as hyphens, Trumps-Rede a genitive."""
    for form in (part, part.replace("-", " "), title_case(part)):
        if form in known:
            return known[form]
        entry = lexicon.names.get(form)
        if entry and not (entry.weak and not form.isupper()):
            return entry.name, entry.label
    return None


def _closed(word: Word, known: Known, beginnings: frozenset[str]) -> Iterator[Mention]:
    lexicon = load_lexicon()
    length = _closed_length(fold(word.text)) if len(fold(word.text)) == len(word.text) else 0
    part = word.text[:length]
    if fold(part.removesuffix("s")) in lexicon.names:
        part = part.removesuffix("s")
    if not length and word.text[:_STEM] in beginnings:
        part = _own_beginning(word.text, known)
    if part:
        yield from _as_mention(word.start, part, known, lexicon)


def _own_beginning(word: str, known: Known) -> str:
    """The longest of the article's own names a closed compound begins with."""
    heads = load_lexicon().heads
    stops = range(len(word) - 3, _STEM - 1, -1)
    return next((word[:stop] for stop in stops if word[stop:] in heads and fold(word[:stop]) in known), "")


@lru_cache(maxsize=20_000)
def _closed_length(word: str) -> int:
    """Length of the listed name a closed compound begins with: Rheinschifffahrt 5, Bundestagswahl 10 (with its s)."""
    lexicon = load_lexicon()
    if len(word) < 7 or word in lexicon.names:
        return 0
    for stop in range(len(word) - 3, _SHORTEST, -1):
        if word[stop:] in lexicon.heads:
            entry = lexicon.names.get(word[:stop]) or lexicon.names.get(
                word[: stop - 1] if word[stop - 1] == "s" else ""
            )
            if entry and not entry.weak and entry.label != "PER":
                return stop
    return 0


def teams(article: Article, known: Known) -> Iterator[Mention]:
    """ "Trump-Team" and "Trumps Team" are one organisation; the genitive of a person nobody knows may be a club's."""
    for index in article.capitals:
        word = article.words[index]
        if word.text in _TEAMS:
            owner = article.before(index)
            base = next((b for b in genitive_bases(fold(owner)) if _is_public(b, known, article.lexicon)), "")
            if base:
                yield _team(article.words[index - 1].start, word.end, base, word.text)
        elif "-" in word.text and word.text.rpartition("-")[2] in _TEAMS:
            first, _, last = word.text.rpartition("-")
            if (known.get(fold(first)) or ("", ""))[1] == "PER" or _is_public(fold(first), known, article.lexicon):
                yield _team(word.start, word.end, first, last)


def _is_public(surname: str, known: Known, lexicon: Lexicon) -> bool:
    entry = lexicon.names.get(surname)
    return bool(entry and entry.label == "PER") and known.get(surname, ("", "PER"))[1] == "PER"


def _team(start: int, end: int, owner: str, kind: str) -> Mention:
    return Mention(start=start, end=end, label="ORG", name=f"{owner}-{kind.removesuffix('s')}", form="name")


def offices(article: Article, covered: bytearray, present: frozenset[str]) -> Iterator[Mention]:
    """Words for the holder of an office (Kremlchef, Kreml-Chef): inferred, by the people in the text or the day."""
    for index in article.capitals:
        word = article.words[index]
        tenures = _tenures(word.text)
        if not tenures or covered[word.start]:
            continue
        following = article.words[index + 1].start if index + 1 < len(article.words) else 0
        holder = "" if article.after(index) and covered[following] else _holder(article, tenures, present)
        if holder:
            yield Mention(start=word.start, end=word.end, label="PER", name=holder, form="role")


@lru_cache(maxsize=20_000)
def _tenures(word: str) -> tuple[Tenure, ...]:
    offices, key = load_lexicon().offices, fold(word).lower().replace("-", "")
    return offices.get(key) or offices.get(key.removesuffix("s"), ())


def _holder(article: Article, tenures: tuple[Tenure, ...], present: frozenset[str]) -> str:
    named = {tenure.person for tenure in tenures} & present
    if len(named) == 1:
        return named.pop()
    if article.day:
        return next((t.person for t in tenures if t.since <= article.day < t.until), "")
    return next((tenure.person for tenure in tenures if tenure.default), "")
