import pytest
import spacy

import stories.nlp.components  # noqa: F401 (registers the component)
from stories.nlp.names.recogniser import recognise


def found(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in recognise(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trumps Anwälte in Washington", [("Trumps", "PER"), ("Washington", "LOC")]),
        ("Der Kreml und die Uno", [("Kreml", "ORG"), ("Uno", "ORG")]),
        ("Laut Jörg Vetterlohn brennt es", [("Jörg Vetterlohn", "PER")]),
        ("Bundesrätin Madlaina Caduff kam", [("Madlaina Caduff", "PER")]),
        ("Die Grünen lehnen ab, die Halle AG auch", [("Grünen", "ORG"), ("Halle AG", "ORG")]),
        ("Umweltministerin Rinne (Grüne) kam", [("Grüne", "ORG")]),
        ("Der Zug hielt, das Essen war kalt", []),
        ("IN BERLIN BRENNT ES", [("BERLIN", "LOC")]),
    ],
)
def test_listed_names_and_plain_patterns_are_found(text, expected):
    assert found(text) == expected


def test_sure_names_only_leaves_patterns_to_the_tagger():
    assert found("Jörg Vetterlohn aus Worms", sure_only=True) == [("Worms", "LOC")]


def test_the_component_sets_the_entities_of_a_document():
    nlp = spacy.blank("de")
    nlp.add_pipe("lexicon_names")
    assert [(ent.text, ent.label_) for ent in nlp("Putin war in Wien.").ents] == [("Putin", "PER"), ("Wien", "LOC")]


def test_the_filling_component_keeps_what_a_tagger_found():
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Rapid Wien"}])
    nlp.add_pipe("lexicon_names", config={"fill": True})
    doc = nlp("Rapid Wien spielt in Graz.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Rapid Wien", "ORG"), ("Graz", "LOC")]
