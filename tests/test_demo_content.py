"""The demo content as data: the three files of stories/demo in, checks of form, spelling and spread out."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

DEMO = Path(__file__).parents[1] / "stories" / "demo"
SOURCES: dict[str, dict[str, Any]] = {
    source["name"]: source for source in tomllib.loads((DEMO / "sources.toml").read_text("utf-8"))["source"]
}
ARTICLES: list[dict[str, str]] = [
    json.loads(line) for line in (DEMO / "articles.jsonl").read_text("utf-8").splitlines()
]
BY_ID = {article["id"]: article for article in ARTICLES}
EXPECTED: dict[str, Any] = json.loads((DEMO / "expected.json").read_text("utf-8"))
STORIES: dict[str, list[str]] = EXPECTED["stories"]
CONTRACT = {"id", "title", "text", "source", "published", "url", "language", "byline"}
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = {"Januar": 1, "Jänner": 1, "November": 11, "Dezember": 12}

each_article = pytest.mark.parametrize("article", ARTICLES, ids=[article["id"] for article in ARTICLES])
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))


def published(article: dict[str, str]) -> datetime:
    return datetime.fromisoformat(article["published"])


@cache
def shingles(article: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", BY_ID[article]["text"].lower())
    return set(zip(*(words[offset:] for offset in range(5)), strict=False))


def copied_share(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / min(len(first), len(second))


def test_there_is_enough_for_every_page() -> None:
    assert len(ARTICLES) >= 44
    assert len(STORIES) >= 14
    assert len(SOURCES) == 8
    assert sum(len(articles) == 1 for articles in STORIES.values()) >= 4


def test_every_article_belongs_to_exactly_one_story() -> None:
    listed = [article for articles in STORIES.values() for article in articles]
    assert len(set(BY_ID)) == len(ARTICLES)
    assert sorted(listed) == sorted(BY_ID)


def test_titles_texts_and_addresses_are_unique() -> None:
    for field in ("title", "text", "url"):
        assert len({article[field] for article in ARTICLES}) == len(ARTICLES), field


def test_articles_stand_in_order_of_publication() -> None:
    assert [published(article) for article in ARTICLES] == sorted(published(article) for article in ARTICLES)


@pytest.mark.parametrize("field", ["name", "slug", "mark", "slot", "homepage", "owner"])
def test_no_two_sources_share(field: str) -> None:
    assert len({source[field] for source in SOURCES.values()}) == len(SOURCES)


@each_source
def test_a_source_is_complete(source: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z]{1,3}", source["mark"])
    assert source["slot"] in range(1, 9)
    assert source["kind"] in {"agency", "newspaper", "broadcaster", "portal", "magazine"}
    assert source["homepage"] == f"https://{source['slug']}.example"
    assert source["country"] == {"de": "DE", "de-CH": "CH", "de-AT": "AT"}[source["language"]]
    assert source["city"]
    assert ZoneInfo(source["zone"])


@each_source
def test_a_source_has_several_articles(source: dict[str, Any]) -> None:
    assert sum(article["source"] == source["name"] for article in ARTICLES) >= 3


def test_every_display_right_is_there_and_full_is_the_rule() -> None:
    rights = [source["display"] for source in SOURCES.values()]
    assert rights.count("extract") == rights.count("link") == 1
    assert rights.count("full") == len(rights) - 2


@each_article
def test_an_article_keeps_the_input_contract(article: dict[str, str]) -> None:
    assert set(article) == CONTRACT
    assert all(value and value == value.strip() for value in article.values())
    assert article["language"] == SOURCES[article["source"]]["language"]


@each_article
def test_no_article_tells_its_story_label(article: dict[str, str]) -> None:
    assert not [label for label in STORIES if label in json.dumps(article, ensure_ascii=False)]


@each_article
def test_an_article_appears_in_the_period_on_its_sources_clock(article: dict[str, str]) -> None:
    moment = published(article)
    zone = ZoneInfo(SOURCES[article["source"]]["zone"])
    assert moment.utcoffset() == moment.astimezone(zone).utcoffset()
    assert "2016-11-01" <= article["published"] < "2017-02-01"


@each_article
def test_the_address_names_the_site_and_the_day(article: dict[str, str]) -> None:
    address = urlsplit(article["url"])
    assert f"{address.scheme}://{address.netloc}" == SOURCES[article["source"]]["homepage"]
    assert address.path.startswith(f"/{published(article):%Y/%m/%d}/")
    assert re.fullmatch(r"/[a-z0-9/-]+", address.path)


@each_article
def test_a_text_is_of_readable_length_in_clean_paragraphs(article: dict[str, str]) -> None:
    text = article["text"]
    assert 120 <= len(text.split()) <= 350
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[\t\r\u200b\u00ad]|  | \n|\n{3}|(?<!\n)\n(?!\n)", text)
    assert len(text.split("\n\n")) >= 4


@each_article
def test_quotation_marks_are_those_of_the_house_and_closed(article: dict[str, str]) -> None:
    opening, closing = "«»" if article["language"] == "de-CH" else "„“"
    if article["source"] == "Kompassrose":
        opening, closing = "»«"
    text = article["title"] + "\n" + article["text"]
    assert set(re.findall('[„“”"«»]', text)) <= {opening, closing}
    assert "".join(re.findall(f"[{opening}{closing}]", text)).replace(opening + closing, "") == ""


@each_article
def test_spelling_is_that_of_the_country(article: dict[str, str]) -> None:
    foreign = {
        "de": r"\bJänner|\bheuer\b|\bhiess\b|\bgemäss\b|\bFr\.",
        "de-CH": r"ß|\bJänner|\bheuer\b|€",
        "de-AT": r"\bJanuar|\bhiess\b|\bgemäss\b|\bFr\.",
    }[article["language"]]
    assert not re.search(foreign, article["title"] + "\n" + article["text"])


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "hieß äußerte Januar"), ("de-CH", "hiess Strasse gemäss Fr."), ("de-AT", "Jänner heuer Aussendung Spital")],
)
def test_each_country_shows_its_own_words(language: str, words: str) -> None:
    text = "\n".join(article["text"] for article in ARTICLES if article["language"] == language)
    assert [word for word in words.split() if word not in text] == []


@each_article
def test_a_weekday_with_a_date_is_that_weekday(article: dict[str, str]) -> None:
    pattern = rf"({'|'.join(WEEKDAYS)}), (?:den |dem )?(\d+)\. ({'|'.join(MONTHS)})"
    for weekday, day, month in re.findall(pattern, article["text"]):
        years = {datetime(year, MONTHS[month], int(day)).weekday() for year in (2016, 2017)}  # noqa: DTZ001
        assert WEEKDAYS.index(weekday) in years


@pytest.mark.parametrize("story", [story for story, articles in STORIES.items() if len(articles) > 1])
def test_a_story_of_several_articles_has_several_sources(story: str) -> None:
    sources = {BY_ID[article]["source"] for article in STORIES[story]}
    assert len(sources) >= min(3, len(STORIES[story]))


def test_the_lead_story_is_told_in_three_countries() -> None:
    languages = {BY_ID[article]["language"] for article in STORIES["putin-trump-call-november"]}
    assert languages == {"de", "de-CH", "de-AT"}


@pytest.mark.parametrize("story", EXPECTED["spans_weeks"])
def test_a_long_story_spans_several_weeks(story: str) -> None:
    moments = [published(BY_ID[article]) for article in STORIES[story]]
    assert max(moments) - min(moments) >= timedelta(weeks=3)


@pytest.mark.parametrize("pair", EXPECTED["near_copies"], ids="+".join)
def test_a_near_copy_follows_the_agency_with_small_edits(pair: list[str]) -> None:
    agency, copy = (BY_ID[article] for article in pair)
    assert SOURCES[agency["source"]]["kind"] == "agency"
    assert "ndn" in copy["byline"]
    assert published(agency) < published(copy)
    assert 0.7 < copied_share(*pair) < 1


def test_two_papers_copy_the_agency() -> None:
    assert len({BY_ID[copy]["source"] for _, copy in EXPECTED["near_copies"]}) == 2


def test_no_other_articles_share_their_wording() -> None:
    copies = {tuple(sorted(pair)) for pair in EXPECTED["near_copies"]}
    others = (pair for pair in combinations(sorted(BY_ID), 2) if pair not in copies)
    assert {pair: share for pair in others if (share := copied_share(*pair)) > 0.1} == {}


@pytest.mark.parametrize("pair", EXPECTED["apart"], ids=" / ".join)
def test_stories_to_keep_apart_exist_and_share_no_article(pair: list[str]) -> None:
    first, second = (set(STORIES[story]) for story in pair)
    assert first
    assert second
    assert not first & second


@pytest.mark.parametrize(
    ("story", "word", "count"),
    [
        ("putin-trump-call-november", "Krim", 1),
        ("putin-trump-call-november", "Electoral College", 1),
        ("putin-trump-call-november", "Syrien", 5),
        ("putin-trump-call-november", "am Dienstag vergangener Woche", 1),
        ("furniture-factory-fire", "Neun Menschen", 1),
        ("furniture-factory-fire", "elf Menschen", 2),
    ],
)
def test_statements_are_spread_as_the_pages_show_them(story: str, word: str, count: int) -> None:
    assert sum(word in BY_ID[article]["text"] for article in STORIES[story]) == count
