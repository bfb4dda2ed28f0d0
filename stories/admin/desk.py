"""The start page of the desk: what needs a person, by the rights of the one who looks. Every list is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.admin.doubts import doubtful
from stories.models import Article, Decision, Source, UploadBatch, UploadItem

SHOWN = 6


@dataclass(frozen=True)
class Line:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """One matter: how many, the first few, and where the rest is. ``calm`` is said when there is nothing."""

    title: str
    count: int
    calm: str
    lines: list[Line] = field(default_factory=list)
    url: str = ""


def panels(user: User) -> Iterator[Panel]:
    if user.has_perm("stories.view_uploadbatch"):
        yield _uploads()
    if user.has_perm("stories.change_story"):
        yield _doubts()
    if user.has_perm("stories.view_article"):
        yield _unprocessed()
        yield _missing()
    if user.has_perm("procrastinate.view_procrastinatejob"):
        yield _failed_jobs()
    if user.has_perm("stories.view_decision"):
        yield _decided()


def _uploads() -> Panel:
    waiting = UploadBatch.objects.filter(items__state=UploadItem.State.OPEN).distinct()
    lines = [Line(str(one), _row("stories_uploadbatch", one.pk)) for one in waiting[:SHOWN]]
    where = reverse("admin:stories_uploadbatch_changelist")
    return Panel(_("Uploads mit offenen Einträgen"), waiting.count(), _("Alles bestätigt."), lines, where)


def _doubts() -> Panel:
    where = reverse("admin:stories_story_pairs")
    lines = [Line(str(one), where) for one in doubtful()[:SHOWN]]
    return Panel(_("Zweifelhafte Zuordnungen"), doubtful().count(), _("Nichts ist zweifelhaft."), lines, where)


def _unprocessed() -> Panel:
    """Articles a worker has not finished: usual for seconds, a sign of trouble for longer."""
    waiting = Article.objects.filter(Q(annotated_at__isnull=True) | Q(story__isnull=True))
    waiting = waiting.exclude(status=Article.Status.WITHDRAWN).order_by("received_at")
    lines = [_article(one) for one in waiting[:SHOWN]]
    return Panel(_("Noch nicht ausgewertet"), waiting.count(), _("Alle Artikel sind ausgewertet."), lines)


def _missing() -> Panel:
    """Reports without a headline, and sources made on the way whose rights nobody has looked at."""
    untitled = Article.objects.filter(title="").exclude(status=Article.Status.WITHDRAWN).order_by("-pk")
    unknown = Source.objects.filter(reason="", homepage="", owner="").order_by("name")
    lines = [
        Line(_("Quelle ohne Angaben: %(name)s") % {"name": one}, _row("stories_source", one.pk))
        for one in unknown[:SHOWN]
    ]
    lines += [_article(one, _("Ohne Titel: %(title)s")) for one in untitled[: SHOWN - len(lines)]]
    return Panel(_("Fehlende Angaben"), untitled.count() + unknown.count(), _("Nichts fehlt."), lines)


def _failed_jobs() -> Panel:
    failed = ProcrastinateJob.objects.filter(status="failed").order_by("-id")
    lines = [
        Line(f"{one.task_name.rpartition('.')[2]} {one.args}", _row("procrastinate_procrastinatejob", one.pk))
        for one in failed[:SHOWN]
    ]
    where = reverse("admin:procrastinate_procrastinatejob_changelist") + "?status__exact=failed"
    return Panel(_("Fehlgeschlagene Aufgaben"), failed.count(), _("Keine Aufgabe ist fehlgeschlagen."), lines, where)


def _decided() -> Panel:
    made = Decision.objects.exclude(details__has_key="part_of").select_related("made_by", "story")
    lines = [
        Line(f"{one.get_kind_display()}: {one.story or one.article or ''}", _row("stories_decision", one.pk))
        for one in made.select_related("article")[:SHOWN]
    ]
    where = reverse("admin:stories_decision_changelist")
    return Panel(_("Zuletzt entschieden"), made.in_force().count(), _("Noch nichts entschieden."), lines, where)


def _article(article: Article, text: str = "%(title)s") -> Line:
    return Line(text % {"title": str(article)[:90]}, _row("stories_article", article.pk))


def _row(model: str, pk: int) -> str:
    return reverse(f"admin:{model}_change", args=[pk])
