"""NewsML-G2: the structure of the standard's own listings, with words of ours."""

from __future__ import annotations

from stories.ingest import Draft, Problem

XHTML = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>nicht lesen</title></head><body>
<p>Die Fähre fährt <em>wieder</em>.</p><h2>Karten gelten</h2><p>Das teilte
die Reederei mit.</p></body></html>"""
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>nicht lesen</hl1></hedline>
</body.head><body.content><p>Der Deich hält.</p><p>Das sagte der Deichgraf.</p></body.content></body></nitf>"""


def item(body: str, *, status: str = "usable", kind: str = "text", extra: str = "") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:seedienst.example:20161115:17"
 version="2" standard="NewsML-G2" standardversion="2.32" conformance="power" xml:lang="de">
<rightsInfo><copyrightHolder><name>Seedienst GmbH</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="seedienst"><name>Seedienst</name></provider>
<versionCreated>2016-11-15T10:00:00+01:00</versionCreated><firstCreated>2016-11-15T09:00:00+01:00</firstCreated>
{extra}<pubStatus qcode="stat:{status}"/><edNote>nicht lesen</edNote></itemMeta>
<contentMeta><creator><name>Ute Beispiel</name></creator><language tag="de-CH"/>
<headline>Fähre fährt
 wieder</headline></contentMeta>
<contentSet>{body}</contentSet></newsItem>"""


def test_an_item_gives_every_field_of_the_map(read_one) -> None:
    draft = read_one(item(f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>'), "a.xml")
    assert (draft.title, draft.source, draft.byline) == ("Fähre fährt wieder", "Seedienst", "Ute Beispiel")
    assert (draft.published, draft.language) == ("2016-11-15T09:00:00+01:00", "de-CH")
    assert draft.external_id == "urn:newsml:seedienst.example:20161115:17"
    words = [" ".join(part.split()) for part in draft.text.split("\n\n") if part.strip()]
    assert words == ["Die Fähre fährt wieder.", "Karten gelten", "Das teilte die Reederei mit."]


def test_the_body_of_nitf_is_read_without_its_head(read_one) -> None:
    text = read_one(item(f"<inlineXML>{NITF}</inlineXML>"), "a.xml").text
    assert [part for part in text.split("\n\n") if part.strip()] == ["Der Deich hält.", "Das sagte der Deichgraf."]


def test_plain_text_inside_is_read(read_one) -> None:
    assert read_one(item("<inlineData>Der Deich hält.</inlineData>"), "a.xml").text == "Der Deich hält."


def test_a_message_gives_each_of_its_items_and_refuses_pictures(read) -> None:
    both = item("<inlineData>A.</inlineData>") + item("", kind="picture")
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{both}</itemSet></newsMessage>'
    draft, problem = read(message, "a.xml")
    assert isinstance(draft, Draft) and isinstance(problem, Problem)
    assert "picture" in problem.reason


def test_status_and_embargo_are_passed_on(read_one) -> None:
    held = read_one(item("<inlineData>A.</inlineData>", status="withheld"), "a.xml")
    extra = "<embargoed>2016-11-16T06:00:00+01:00</embargoed>"
    later = read_one(item("<inlineData>A.</inlineData>", extra=extra), "a.xml")
    assert (held.release, later.embargoed) == ("withheld", "2016-11-16T06:00:00+01:00")


def test_a_message_without_items_is_refused(refusal) -> None:
    assert "keinen Artikel" in refusal('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "a.xml")
