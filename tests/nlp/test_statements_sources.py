"""Who speaks for an institution: its head nouns, spokespersons, phrases of source, and speech that is nobody's."""

from __future__ import annotations

import pytest

from tests.nlp.test_statements import last


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Laut Innenministerium sank die Zahl der Unfälle.", "Innenministerium"),
        ("Nach Angaben des Statistischen Landesamtes stieg der Umsatz.", "Statistisches Landesamt"),
        ("Der Deutsche Wetterdienst warnte vor Sturm.", "Deutscher Wetterdienst"),
        ("Nach Auskunft der Bergrettung sind alle Wege frei.", "Bergrettung"),
        ("Laut Notenbank bleibt der Zins niedrig.", "Notenbank"),
        ("Der Elternbeirat kritisierte den Beschluss.", "Elternbeirat"),
        ("Der Ethikrat mahnte zur Vorsicht.", "Ethikrat"),
        ("Der Verfassungsschutz bestätigte den Vorfall.", "Verfassungsschutz"),
        ("Der Versicherer rechnet mit hohen Kosten.", "Versicherer"),
        ("Die Küstenwache meldete am Abend, das Schiff sei gesunken.", "Küstenwache"),
        ("Das Bistum wies die Vorwürfe zurück.", "Bistum"),
        ("Die Luftwaffe erklärte, der Flug sei angemeldet gewesen.", "Luftwaffe"),
        ("Die Jury lobte den Entwurf.", "Jury"),
        ("Die Innung fordert schnellere Verfahren.", "Innung"),
        ("Die Krankenversicherung lehnte den Antrag ab.", "Krankenversicherung"),
        ("Nach Ansicht der Mannschaft war der Platz zu nass.", "Mannschaft"),
        ("Das Start-up kündigte an, die Stellen zu streichen.", "Start-up"),
        ("Der Zulieferer teilte mit, das Lager sei leer.", "Zulieferer"),
        ("Die Schulkonferenz sprach sich für den Umzug aus.", "Schulkonferenz"),
        ("Der Personalrat beklagt fehlende Pausen.", "Personalrat"),
    ],
)
def test_institutions_speak_by_their_head_noun(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Behörden teilten mit, das Wasser sei sauber.", "Behörden"),
        ("Die Stadtwerke bedauern die Störung.", "Stadtwerke"),
        ("Die Einsatzkräfte rechneten mit einer langen Nacht.", "Einsatzkräfte"),
        ("Die Streitkräfte erklärten, die Übung sei beendet.", "Streitkräfte"),
        ("Nach Angaben der Verkehrsbetriebe fallen vier Linien aus.", "Verkehrsbetriebe"),
        ("Den Verkehrsbetrieben zufolge fallen vier Linien aus.", "Verkehrsbetriebe"),
        ("Laut den Krankenkassen steigen die Beiträge.", "Krankenkassen"),
        ("Nach Darstellung der Ermittler lag das Geld im Keller.", "Ermittler"),
    ],
)
def test_institutions_in_the_plural_speak_too(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Plan gelte ab Mai, sagte eine Sprecherin des Umweltministeriums.", "Umweltministerium"),
        ("Der Plan gelte ab Mai, sagte eine Ministeriumssprecherin.", "Ministerium"),
        ("Der Plan gelte ab Mai, erklärte eine Gerichtssprecherin.", "Gericht"),
        ("Der Plan gelte ab Mai, so ein Bahnsprecher.", "Bahn"),
        ("Wie eine Stadtsprecherin mitteilte, gilt der Plan ab Mai.", "Stadt"),
        ("Ein Feuerwehrsprecher bezifferte den Schaden auf 9000 Euro.", "Feuerwehr"),
        ("Ein Sprecher der Staatsanwaltschaft Seestadt bestätigte das.", "Staatsanwaltschaft Seestadt"),
        ("Ein Sprecher der Seestädter Feuerwehr bestätigte das.", "Feuerwehr Seestadt"),
        ("Nach Angaben einer Sprecherin der Nordbahn AG fährt kein Zug.", "Nordbahn AG"),
        ("Die Pressestelle der Polizei bestätigte den Unfall.", "Polizei"),
        ("Die Nordbahn AG fährt nicht. Eine Unternehmenssprecherin sagte, es sei zu glatt.", "Nordbahn AG"),
        ("Die Nordbahn AG fährt nicht. Ein Konzernsprecher sagte, es sei zu glatt.", "Nordbahn AG"),
        ("Ein Vertreter der Gewerkschaft nannte das Angebot „zu dünn“.", "Gewerkschaft"),
        ("Der Plan gelte ab Mai, sagte der Pressesprecher der Polizei, Jonas Muster.", "Jonas Muster"),
        ("Regierungssprecherin Erika Beispiel sagte, der Plan gelte ab Mai.", "Erika Beispiel"),
        ("Die Gewerkschaft Transita ruft. Man warte ab, teilte die Gewerkschaft mit.", "Gewerkschaft Transita"),
        ("Der Plan gelte ab Mai, sagte ein Sprecher des Weißen Hauses.", "Weißes Haus"),
        ("Nach Angaben der Schweizer Delegation gilt der Plan.", "Schweizer Delegation"),
        ("Laut den Betreibern gilt der Plan ab Mai.", "Betreiber"),
        ("Der Konzern Nordbahn AG teilte mit, es sei zu glatt.", "Nordbahn AG"),
    ],
)
def test_a_nameless_spokesperson_stands_for_the_house(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Aus dem Ministerium hieß es, die Prüfung dauere an.", "Ministerium"),
        ("Aus dem Rathaus heißt es, die Prüfung dauere an.", "Rathaus"),
        ("Von Seiten der Polizei hieß es, die Prüfung dauere an.", "Polizei"),
        ("Vonseiten der Polizei hieß es, die Prüfung dauere an.", "Polizei"),
        ("Seitens der Stadt heißt es, die Prüfung dauere an.", "Stadt"),
        ("Bei der Feuerwehr hieß es, die Prüfung dauere an.", "Feuerwehr"),
        ("In einer Mitteilung der Polizei heißt es, die Prüfung dauere an.", "Polizei"),
        ("In einem Brief von Jonas Muster heißt es, die Prüfung dauere an.", "Jonas Muster"),
        ("Von der Polizei wurde mitgeteilt, die Prüfung dauere an.", "Polizei"),
        ("Seitens der Nordbahn AG wurde betont, die Prüfung dauere an.", "Nordbahn AG"),
        ("Vom Gesundheitsamt wird bestätigt, dass die Prüfung andauert.", "Gesundheitsamt"),
        ("Wie die Polizei auf Anfrage mitteilt, dauert die Prüfung an.", "Polizei"),
        ("Wie aus einem Bericht des Rechnungshofs hervorgeht, fehlen Belege.", "Rechnungshof"),
    ],
)
def test_the_place_of_speech_speaks(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Wie die „Seestädter Zeitung“ berichtet, bleibt die Strecke zu.", "Seestädter Zeitung"),
        ("Die Strecke bleibt zu, berichtet die „Seestädter Zeitung“.", "Seestädter Zeitung"),
        ("Laut „Seestädter Zeitung“ bleibt die Strecke zu.", "Seestädter Zeitung"),
        ("Nach Informationen der „Seestädter Zeitung“ bleibt die Strecke zu.", "Seestädter Zeitung"),
        ("Muster sagte der „Seestädter Zeitung“, die Strecke bleibe zu.", "Jonas Muster"),
    ],
)
def test_a_paper_in_quotation_marks_is_a_source(text: str, speaker: str) -> None:
    assert last("Jonas Muster kam. " + text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jonas Muster gab zu Protokoll, er habe nichts gesehen.", "Jonas Muster"),
        ("Jonas Muster gab zu bedenken, dass die Zeit fehle.", "Jonas Muster"),
        ("Jonas Muster hielt dagegen, die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster äußerte die Hoffnung, dass die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster rief dazu auf, Ruhe zu bewahren.", "Jonas Muster"),
        ("Jonas Muster brachte seine Sorge zum Ausdruck.", "Jonas Muster"),
        ("Jonas Muster ließ wissen, die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster zeigte sich überzeugt, dass die Zeit reicht.", "Jonas Muster"),
        ("Jonas Muster vertrat die Ansicht, die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster machte deutlich, die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster verwies darauf, dass die Zeit reiche.", "Jonas Muster"),
        ("Jonas Muster nahm die Behörde in Schutz.", "Jonas Muster"),
        ("Jonas Muster stellte in Aussicht, dass die Zeit reiche.", "Jonas Muster"),
        ("Nach Überzeugung von Jonas Muster reicht die Zeit.", "Jonas Muster"),
        ("Aus Sicht von Jonas Muster reicht die Zeit.", "Jonas Muster"),
        ("Wie Jonas Muster weiter ausführte, reicht die Zeit.", "Jonas Muster"),
        ("Angaben von Jonas Muster zufolge reicht die Zeit.", "Jonas Muster"),
        ("Nach Worten von Jonas Muster reicht die Zeit.", "Jonas Muster"),
        ("Die Zeit reiche, ist Jonas Muster überzeugt.", "Jonas Muster"),
        ("Die Zeit reiche, zeigte sich Jonas Muster sicher.", "Jonas Muster"),
        ("Jonas Muster ist sicher, dass die Zeit reicht.", "Jonas Muster"),
        ("Auf die Frage, ob die Zeit reiche, antwortete Jonas Muster mit Nein.", "Jonas Muster"),
    ],
)
def test_fixed_phrases_of_saying_are_cues(text: str, speaker: str) -> None:
    assert last(text) == ("reported-cue", speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Berichten zufolge bleibt die Strecke zu.",
        "Übereinstimmenden Medienberichten zufolge bleibt die Strecke zu.",
        "Laut Medienberichten bleibt die Strecke zu.",
        "Augenzeugen zufolge brannte es zuerst im Keller.",
        "Nach Berichten von Augenzeugen brannte es zuerst im Keller.",
        "Nach Angaben aus Regierungskreisen bleibt die Strecke zu.",
        "Aus Regierungskreisen verlautete, die Strecke bleibe zu.",
        "Aus dem Umfeld des Vereins hieß es, der Trainer gehe.",
        "Wie aus Verhandlungskreisen zu erfahren war, bleibt die Strecke zu.",
        "Experten zufolge bleibt die Strecke zu.",
        "Nach Einschätzung von Fachleuten bleibt die Strecke zu.",
        "Am Abend wurde mitgeteilt, die Strecke bleibe zu.",
        "Wie mitgeteilt wurde, bleibt die Strecke zu.",
        "Es wird vermutet, dass die Strecke zu bleibt.",
        "Kritiker warnen, die Strecke sei zu alt.",
        "Insidern zufolge bleibt die Strecke zu.",
    ],
)
def test_sources_without_a_name_are_vague(text: str) -> None:
    assert last(text) == ("vague", None)


@pytest.mark.parametrize(
    "text",
    [
        "Nach dem Spiel fuhr die Mannschaft nach Seestadt.",
        "Das Innenministerium liegt am Fluss.",
        "Die Behörden sperrten die Strecke.",
        "Der Chef der Nordbahn AG fuhr nach Hause.",
        "Aus dem Rathaus kam Rauch.",
        "Die Polizei nahm zwei Männer fest.",
        "Die Jury wählte den Sieger.",
        "Gemäß Fahrplan fährt der Zug um acht.",
        "Der Umzug wurde auf Mai verschoben.",
        "Die Feuerwehr rückte mit vier Wagen an.",
    ],
)
def test_bodies_that_act_do_not_speak(text: str) -> None:
    assert last(text) == ("own", None)
