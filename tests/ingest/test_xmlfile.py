"""XML: the root decides; entities, whether they burst or reach outside, are refused for every kind of it."""

from __future__ import annotations

import pytest

from stories.ingest.xmlfile import root_name

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>'
BODIES = ["<rss><channel><item><title>&l9;</title></item></channel></rss>", "<newsItem>&out;</newsItem>"]


@pytest.mark.parametrize("prologue", [BILLION, OUTSIDE, REMOTE])
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(refusal, prologue: str, body: str, encoding: str) -> None:
    assert "Entitäten" in refusal((prologue + body).encode(encoding), "a.xml")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<rss>", "rss"),
        ('\ufeff<?xml version="1.0"?>\n<!-- <feed> --><atom:feed>', "feed"),
        ('<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x"><rss>', "rss"),
        ("<!DOCTYPE x [<!ELEMENT y ANY>]><newsItem>", "newsitem"),
        ("no markup", ""),
        ("<!-- never closed <rss>", ""),
    ],
)
def test_the_root_is_found_behind_the_prologue(text: str, name: str) -> None:
    assert root_name(text) == name


def test_unknown_xml_is_refused_by_name(refusal) -> None:
    assert "<rezept>" in refusal("<?xml version='1.0'?><rezept/>", "a.xml")


@pytest.mark.parametrize("content", ["<newsItem>", "<newsMessage><itemSet>", "<newsItem a=b></newsItem>"])
def test_xml_that_is_not_well_formed_is_refused(refusal, content: str) -> None:
    assert "Kein lesbares XML" in refusal(content, "a.xml")


def test_a_tower_of_elements_is_refused(refusal) -> None:
    assert "verschachtelt" in refusal("<newsItem>" + "<a>" * 50_000 + "</a>" * 50_000 + "</newsItem>", "a.xml")
