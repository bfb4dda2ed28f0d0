"""Who says what: cues, carried speech, quotations, vague sources and the newsroom's own voice."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.nlp.sentences import split_sentences
from stories.nlp.statements import attribute
from stories.nlp.types import Document, Form, Label, Mention, Sentence

_NAMES: tuple[tuple[str, Label, str, Form], ...] = (
    ("Erika Beispiel", "PER", "Erika Beispiel", "name"),
    ("Jonas Muster", "PER", "Jonas Muster", "name"),
    ("Beispiel", "PER", "Erika Beispiel", "name"),
    ("Muster", "PER", "Jonas Muster", "name"),
    ("Nordbahn AG", "ORG", "Nordbahn AG", "name"),
    ("Adebar", "ORG", "Adebar", "part"),
    ("Seestadt", "LOC", "Seestadt", "name"),
    ("Seestädter", "LOC", "Seestadt", "derived"),
)


def mentions(text: str) -> list[Mention]:
    found: dict[int, Mention] = {}
    for surface, label, name, form in _NAMES:
        for match in re.finditer(rf"\b{surface}(?=s?\b)", text):
            span = {"start": match.start(), "end": match.end()}
            if not any(m.start <= match.start() < m.end for m in found.values()):
                found[match.start()] = Mention(**span, label=label, name=name, form=form)
    return list(found.values())


def read(text: str, language: str = "de") -> list[Sentence]:
    document = Document(text=text, language=language)
    return list(attribute(document, split_sentences(text), mentions(text)))


def last(text: str) -> tuple[str, str | None]:
    sentence = read(text)[-1]
    return sentence.kind, sentence.speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Strecke bleibt laut Polizei gesperrt.", "Polizei"),
        ("Die Strecke bleibt nach Angaben der Polizei gesperrt.", "Polizei"),
        ("Die Strecke bleibt nach Polizeiangaben gesperrt.", "Polizei"),
        ("Die Strecke bleibt nach Adebar-Angaben gesperrt.", "Adebar"),
        ("Die Strecke bleibt der Nordbahn AG zufolge gesperrt.", "Nordbahn AG"),
        ("Die Strecke bleibt gemäss Polizei gesperrt.", "Polizei"),
        ("Nach den Worten von Jonas Muster bleibt die Strecke gesperrt.", "Jonas Muster"),
        ("Die Strecke ist nach Einschätzung von Jonas Muster sicher.", "Jonas Muster"),
        ("Einer Polizeisprecherin zufolge blieb es ruhig.", "Polizei"),
        ("Die Strecke bleibt zu, teilte die Nordbahn AG am Montag mit.", "Nordbahn AG"),
        ("Die Nordbahn AG teilte mit, die Strecke bleibe zu.", "Nordbahn AG"),
        ("Die Strecke bleibt zu, wie die Nordbahn AG am Montag mitteilte.", "Nordbahn AG"),
        ("Wie Jonas Muster erklärte, bleibt die Strecke zu.", "Jonas Muster"),
        ("Die Strecke bleibe zu, sagte Sprecher Jonas Muster.", "Jonas Muster"),
        ("Die Strecke bleibe zu, so Muster.", "Jonas Muster"),
        ("Am Abend betonte Erika Beispiel, dass nichts entschieden sei.", "Erika Beispiel"),
        ("Den Schaden schätzte die Polizei auf zwei Millionen Euro.", "Polizei"),
        ("Den Vorwurf wies Muster, der seit Mai im Amt ist, zurück.", "Jonas Muster"),
        ("Beispiel hofft auf besseres Wetter.", "Erika Beispiel"),
        ("Muster wollte Entlassungen „nicht ausschließen“.", "Jonas Muster"),
        ("Jonas Muster hat gesagt, dass er bleibt.", "Jonas Muster"),
        ("Beim Gesundheitsamt wurde betont, es bestehe keine Gefahr.", "Gesundheitsamt"),
        ("Lob kam von der Nordbahn AG.", "Nordbahn AG"),
        ("Für Jonas Muster ist der Fall klar: Es gebe keinen Ausweg.", "Jonas Muster"),
        ("Die Stadt Seestadt liess verlauten, die Werte seien gut.", "Stadt Seestadt"),
        ("Der Chef der Nordbahn AG, Jonas Muster, nannte den Plan „einen Scherz“.", "Jonas Muster"),
        ("Der Zug fahre wieder, sagte ein Sprecher des Seestädter Flughafens.", "Flughafen Seestadt"),
        ("In Adebar-Kreisen hieß es, man warte ab. Dort äußerte sich Muster: Es eile nicht.", "Jonas Muster"),
    ],
)
def test_a_cue_names_the_speaker(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Wir fahren ab Montag wieder“, sagte Jonas Muster.", "Jonas Muster"),
        ("«Wir fahren ab Montag wieder», so Erika Beispiel.", "Erika Beispiel"),
        ('"Wir fahren ab Montag wieder", erklärte Muster.', "Jonas Muster"),
        ("»Wir fahren ab Montag wieder«, sagt Muster.", "Jonas Muster"),
        ("Muster sagte am Abend: „Wir fahren ab Montag wieder.“", "Jonas Muster"),
        ("Jonas Muster kam spät. „Wir fahren ab Montag wieder“, sagte er.", "Jonas Muster"),
        ("Geschäftsführerin Erika Beispiel und Jonas Muster kamen. „Wir fahren wieder“, sagte sie.", "Erika Beispiel"),
    ],
)
def test_direct_speech_is_a_quote(text: str, speaker: str) -> None:
    assert last(text) == ("quote", speaker)


def test_part_quotes_stay_reported() -> None:
    text = "Der Plan sei „völlig überzogen“ und schade allen, sagte Jonas Muster."
    assert last(text) == ("reported-cue", "Jonas Muster")


@pytest.mark.parametrize(
    "following",
    [
        "Der Betrieb komme ab Montag wieder in Gang.",
        "Alle Züge seien betroffen.",
        "Die Reisenden hätten warten müssen.",
        "Ein Tag Stillstand koste 9000 Euro.",
        "Sie wollten am Abend weiter beraten.",
        "Wer könne, solle den Bus nehmen.",
        "Scheitere auch dieser Versuch, bleibe die Strecke zu.",
        "Wann sie öffne, sei offen.",
        "Die Werte lägen unter der Grenze, die das Amt gesetzt habe.",
    ],
)
def test_speech_is_carried_over_in_the_konjunktiv(following: str) -> None:
    text = f"Die Strecke sei gesperrt, sagte Jonas Muster. {following}"
    assert last(text) == ("reported-carried", "Jonas Muster")


@pytest.mark.parametrize(
    "following",
    [
        "Der Bahnhof war am Abend leer.",
        "Die Halle stürzte um 11 Uhr ein.",
        "Am Dienstag ist die nächste Runde angesetzt.",
        "Der Streit schwelt seit Jahren.",
        "Zwei Schulen blieben am Mittwoch geschlossen.",
        "Die weite Ebene liegt im Nebel.",
        "Ziele sind Ruhe und Ordnung.",
    ],
)
def test_the_indicative_ends_the_speech(following: str) -> None:
    assert last(f"Die Strecke sei gesperrt, sagte Jonas Muster. {following}") == ("own", None)


def test_past_forms_between_reported_sentences_are_carried() -> None:
    text = "Die Strecke sei zu, sagte Jonas Muster. Die Busse fuhren weiter. Das bleibe so."
    assert [s.kind for s in read(text)] == ["reported-cue", "reported-carried", "reported-carried"]


@pytest.mark.parametrize(
    "text",
    [
        "In diplomatischen Kreisen hieß es, man warte ab.",
        "Dem Vernehmen nach soll die Strecke öffnen.",
        "In Seestadt wird gemunkelt, der Chef gehe.",
        "Unter Technikern heißt es, die Anlage sei alt.",
        "Um 18 Uhr hieß es über Funk: Feuer aus.",
        "Medienberichten zufolge öffnet die Strecke.",
        "Beobachter erwarten, dass die Strecke öffnet.",
    ],
)
def test_nobody_named_is_vague(text: str) -> None:
    assert last(text) == ("vague", None)


@pytest.mark.parametrize(
    "text",
    [
        "Es droht ein Streik.",
        "Jonas Muster führte den Zug aus der Stadt heraus.",
        "Muster sagte das Konzert ab.",
        "Das Feuer forderte zwei Verletzte.",
        "Nach bisherigen Erkenntnissen kam niemand zu Schaden.",
        "Der Chef schickte ein Schreiben, in dem er seine Freude äußerte.",
        "Es gibt, wie berichtet, keine Spur.",
    ],
)
def test_the_newsroom_speaks_for_itself(text: str) -> None:
    assert last(text) == ("own", None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Polizei sperrte die Straße laut Muster. Es sei glatt, hieß es weiter.", "Jonas Muster"),
        ("Die Staatsanwaltschaft ermittelt. Es gebe Zweifel, teilte die Behörde mit.", "Staatsanwaltschaft"),
        ("Die Ware ist laut Nordbahn AG sicher. Man prüfe weiter, sagte eine Sprecherin der Behörde.", "Nordbahn AG"),
        ("Nordbahn AG fährt nicht. Das Unternehmen teilte mit, die Gleise seien nass.", "Nordbahn AG"),
        ("Jonas Muster will bleiben. Dann werde „neu gerechnet“, hieß es aus seinem Büro. Er bleibe.", None),
        ("Zur Ursache sagte die Polizei nichts; den Schaden bezifferte sie auf zwei Millionen.", "Polizei"),
    ],
)
def test_references_find_whom_they_mean(text: str, speaker: str | None) -> None:
    found = read(text)[-1].speaker
    assert found == (speaker or "Jonas Muster")


def test_nested_speech_keeps_both() -> None:
    sentence = read("Muster habe ihr versichert, dass er bleibe, sagte Erika Beispiel.")[0]
    assert (sentence.speaker, sentence.chain) == ("Erika Beispiel", ("Erika Beispiel", "Jonas Muster"))


def test_the_cue_is_kept_in_its_words() -> None:
    assert read("Die Nordbahn AG teilte am Montag mit, sie fahre.")[0].cue == "teilte … mit"


def test_a_quote_over_several_sentences_has_one_speaker() -> None:
    found = read("„Es war dunkel. Niemand war da“, sagte Erika Beispiel.")
    assert [(s.kind, s.speaker) for s in found] == [("quote", "Erika Beispiel")] * 2


def test_a_quote_over_paragraphs_goes_on() -> None:
    found = read("Erika Beispiel sagte: „Es war dunkel.\n\nNiemand war da.“")
    assert found[-1].kind == "quote"
    assert found[-1].speaker == "Erika Beispiel"


def test_a_quote_never_closed_does_not_swallow_the_article() -> None:
    found = read("„Wir fahren wieder, sagte Jonas Muster. Der Bahnhof war leer.\n\nAm Abend regnete es.")
    assert [s.kind for s in found[1:]] == ["own", "own"]


def test_an_interview_gives_the_answers_to_the_person() -> None:
    turns = [
        "Frage: Was nun, Frau Beispiel?",
        "Antwort: Wir warten.",
        "Frage: Wie lange?",
        "Antwort: Bis Mai. Dann mehr.",
    ]
    text = "\n\n".join(["Erika Beispiel leitet die Bahn.", *turns])
    assert [s.speaker for s in read(text)][2:] == ["Erika Beispiel", None, "Erika Beispiel", "Erika Beispiel"]


def test_a_live_blog_keeps_its_time_stamps_apart() -> None:
    text = "14.35 Uhr: Die Strecke sei zu, sagt Jonas Muster.\n\n15.10 Uhr: Der Bahnhof ist leer."
    assert [s.kind for s in read(text)] == ["nonsentence", "reported-cue", "nonsentence", "own"]


@pytest.mark.parametrize(
    "text", ["", "Feuer", "👩‍🚒", "שלום", "„“", ": „", "sagte", "laut", "hieß es", "zufolge", "so", ",,,"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert len(read(text)) == len(split_sentences(text))


@pytest.mark.parametrize("unit", ["wort ", "sagte er, ", "„"])
def test_200_kilobytes_without_full_stop_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    attribute(Document(text=text), split_sentences(text), [])
    assert time.process_time() - started < 8


_WORDS = [
    "sagte",
    "Muster",
    "habe",
    "laut",
    "Polizei",
    ",",
    ".",
    "„",
    "“",
    "wie",
    "die",
    "hieß",
    "es",
    "zufolge",
    ":",
    "\n",
    "so",
    "er",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join))
def test_spans_stay_and_only_speech_has_a_speaker(text: str) -> None:
    plain, found = split_sentences(text), read(text)
    assert [(s.start, s.end) for s in plain] == [(s.start, s.end) for s in found]
    assert all(s.speaker is None or s.kind in ("quote", "reported-cue", "reported-carried") for s in found)


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("The line stays closed, Jonas Muster said.", "reported-cue", "Jonas Muster"),
        ("The line stays closed, according to police.", "reported-cue", "police"),
        ("“We will run again on Monday,” said Erika Beispiel.", "quote", "Erika Beispiel"),
        ("The line stays closed.", "own", None),
    ],
)
def test_english_is_read_at_its_simplest(text: str, kind: str, speaker: str | None) -> None:
    sentence = read(text, "en")[0]
    assert (sentence.kind, sentence.speaker) == (kind, speaker)
