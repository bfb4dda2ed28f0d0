"""Reports of one fire and of another event, taken in through ingest and processed as a worker would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stories import processing
from stories.ingest import Draft, submit_article
from stories.models import Article, Story

FIRE = (
    "Bei einem Brand in einer Lagerhalle in Rostock sind am Montagabend neun Menschen verletzt worden, teilte die "
    "Polizei Rostock mit. Das Feuer sei gegen 20 Uhr ausgebrochen. Rund 200 Anwohner mussten ihre Wohnungen verlassen. "
    "Die Halle gehört der Spedition Warnowkai. Oberbürgermeisterin Anke Petersen besuchte den Einsatzort."
)
FIRE_AGAIN = (
    "Neun Verletzte hat ein Feuer in einer Rostocker Lagerhalle gefordert. Der Brand brach am Montag gegen 20 Uhr aus, "
    "wie die Polizei Rostock mitteilte. Etwa 200 Anwohner mussten aus ihren Wohnungen. Die Spedition Warnowkai ist "
    "Eigentümerin der Halle. Am 20. Januar soll ein Gutachten vorliegen, sagte Oberbürgermeisterin Anke Petersen."
)
CONCERT = (
    "Der Zürcher Kammerchor hat am Sonntag in Winterthur sein Jubiläumskonzert gegeben. Auf dem Programm standen "
    "Lieder von Schubert und Brahms. Dirigentin Regula Häberli leitet den Chor seit 1998."
)

TakeIn = Callable[..., Article]


@pytest.fixture
def take_in(db: None) -> TakeIn:
    def submit(
        text: str, *, source: str, title: str = "", published: str = "2016-11-15T09:00+01:00", **more: str
    ) -> Article:
        outcome = submit_article(Draft(text=text, source=source, title=title, published=published, **more))
        return Article.objects.get(pk=outcome.article)

    return submit


def process(*articles: Article) -> list[Story]:
    """Annotate and assign in order, then rebuild every story that was touched."""
    touched: list[int] = []
    for article in articles:
        processing.annotate_article(article.pk)
        touched += processing.assign_article(article.pk)
    for story in dict.fromkeys(touched):
        processing.rebuild_story(story)
    return list(Story.objects.visible().order_by("pk"))


@pytest.fixture
def fire(take_in: TakeIn) -> Story:
    first = take_in(FIRE, source="Ostseeblatt", title="Neun Verletzte bei Brand in Rostocker Lagerhalle")
    second = take_in(FIRE_AGAIN, source="Hansepost", title="Feuer in Rostocker Lagerhalle: neun Verletzte")
    stories = process(first, second)
    assert len(stories) == 1
    return stories[0]
