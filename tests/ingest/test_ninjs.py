"""ninjs 1 to 3: lower case and camelCase, old and new shapes of the same article, words of ours."""

from __future__ import annotations

import json

import pytest

from stories.ingest import Draft

ONE = {
    "uri": "urn:ninjs:seedienst.example:17", "type": "text", "versioncreated": "2016-11-15T09:00:00+01:00",
    "pubstatus": "usable", "copyrightholder": "Seedienst", "language": "de", "byline": "Ute Beispiel",
    "headline": "Fähre fährt wieder", "body_text": "Die Fähre fährt.", "body_xhtml": "<p>Die Fähre fährt.</p>",
}  # fmt: skip
TWO = {
    "uri": "urn:ninjs:seedienst.example:17", "versioncreated": "2016-11-15T10:00:00+01:00", "language": "de",
    "firstcreated": "2016-11-15T09:00:00+01:00", "pubstatus": "usable", "by": "Ute Beispiel",
    "infosources": [{"name": "Seedienst"}], "headlines": [{"role": "web", "value": "anders"},
    {"role": "main", "value": "Fähre fährt wieder"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Die Fähre fährt. ohne Absatz"},
               {"role": "html", "contenttype": "text/html; charset=utf-8", "value": "<p>Die Fähre fährt.</p>"}],
}  # fmt: skip
THREE = {
    "uri": "urn:ninjs:seedienst.example:17", "versionCreated": "2016-11-15T10:00:00+01:00", "language": "de",
    "firstCreated": "2016-11-15T09:00:00+01:00", "pubStatus": "usable", "copyrightHolder": "Seedienst",
    "by": "Ute Beispiel", "edNote": "nicht lesen", "headlines": [{"value": "Fähre fährt wieder"}],
    "bodies": [{"contentType": "application/xhtml+xml", "value": "<p>Die Fähre fährt.</p>"}],
    "altIds": [{"role": "web", "value": "https://seedienst.example/17"}],
}  # fmt: skip


@pytest.mark.parametrize("row", [ONE, TWO, THREE])
def test_each_generation_gives_the_same_article(read_one, row: dict[str, object]) -> None:
    draft = read_one(json.dumps(row), "a.json")
    assert (draft.title, draft.text) == ("Fähre fährt wieder", "<p>Die Fähre fährt.</p>")
    assert (draft.source, draft.byline, draft.language) == ("Seedienst", "Ute Beispiel", "de")
    assert draft.published == "2016-11-15T09:00:00+01:00"
    assert draft.external_id == "urn:ninjs:seedienst.example:17"


def test_the_public_address_is_found_among_the_other_identifiers(read_one) -> None:
    assert read_one(json.dumps(THREE), "a.json").url == "https://seedienst.example/17"


@pytest.mark.parametrize("key", ["pubstatus", "pubStatus"])
@pytest.mark.parametrize(("stated", "release"), [("usable", ""), ("withheld", "withheld"), ("canceled", "canceled")])
def test_the_publishing_status_is_passed_on(read_one, key: str, stated: str, release: str) -> None:
    row = {"uri": "urn:x:1", "headlines": [{"value": "A"}], key: stated}
    assert read_one(json.dumps(row), "a.json").release == release


def test_the_lead_stands_in_for_a_missing_body(read_one) -> None:
    row = {"uri": "urn:x:1", "pubStatus": "usable", "descriptions": [{"value": "Kurz gesagt."}], "headlines": "kaputt"}
    assert read_one(json.dumps(row), "a.json").text == "Kurz gesagt."


def test_a_picture_is_no_article(refusal) -> None:
    assert "picture" in refusal(json.dumps(ONE | {"type": "picture"}), "a.json")


def test_ninjs_reads_as_lines_too(read) -> None:
    items = read("\n".join(json.dumps(one) for one in (ONE, TWO, THREE)), "a.jsonl")
    assert [isinstance(one, Draft) for one in items] == [True] * 3


@pytest.mark.parametrize("broken", [{"headlines": {"a": 1}}, {"bodies": [3, None]}, {"infosources": [{"name": 7}]},
                                    {"copyrightholder": [[[[]]]]}, {"language": {"x": 1}}])  # fmt: skip
def test_a_field_of_the_wrong_kind_counts_as_missing(read_one, broken: dict[str, object]) -> None:
    assert read_one(json.dumps({"uri": "urn:x:1", "headline": "A"} | broken | {"pubstatus": "usable"}), "a.json")
