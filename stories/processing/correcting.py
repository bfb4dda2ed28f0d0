"""What an editor corrects in the machine's reading in; a Decision row and the stories to be rebuilt out.

Dates and speakers are corrected in their rows at once and again whenever the article is annotated anew; the rules'
reading is kept with the decision, so that undoing restores it. Everything else takes effect with the rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from stories.models import Article, Decision, Sentence, TimeExpression
from stories.processing import deciding, naming
from stories.processing.decided import PAIRS, resolved, stands, stated_days, words_mark
from stories.processing.deciding import Changed, DecisionError

Row = TypeVar("Row", Sentence, TimeExpression)
Kind = Decision.Kind
SPEECHLESS = frozenset({Sentence.Kind.OWN, Sentence.Kind.NONSENTENCE})
DAYS = ("DATE", "TIME")  # what can stand on a calendar
MOST_SENTENCES = 200  # of one decision


def correct_date(
    time: TimeExpression, begin: date, end_day: date | None = None, *, by: User | None, reason: str = ""
) -> Changed:
    """The day, or the first and last day, that the expression really means."""
    last = end_day or begin
    if time.type not in DAYS:
        raise DecisionError(_("Diese Zeitangabe nennt keinen Tag."))
    if last < begin:
        raise DecisionError(_("Der letzte Tag liegt vor dem ersten."))
    with transaction.atomic():
        time = _fresh(time)
        if (time.begin, time.end_day or time.begin) == (begin, last):
            raise DecisionError(_("Das ist schon so."))
        days = {"begin": begin.isoformat(), "end_day": None if last == begin else last.isoformat()}
        rule = _rule(Kind.DATE, time) or resolved(time)
        decision = _decide(Kind.DATE, time, days | {"rule": rule}, by, reason)
        _write(time, stated_days(days))
        return Changed(decision, _stories(decision))


def correct_speaker(sentence: Sentence, speaker: str, kind: str, *, by: User | None, reason: str = "") -> Changed:
    """Who says the sentence and how; an own statement has no speaker."""
    speaker = "" if kind in SPEECHLESS else speaker.strip()[:200]
    if kind not in Sentence.Kind.values:
        raise DecisionError(_("Diese Redeart gibt es nicht."))
    with transaction.atomic():
        sentence = _fresh(sentence)
        if (sentence.speaker, sentence.kind) == (speaker, kind):
            raise DecisionError(_("Das ist schon so."))
        rule = _rule(Kind.SPEAKER, sentence) or _spoken(sentence)
        decision = _decide(Kind.SPEAKER, sentence, {"speaker": speaker, "kind": kind, "rule": rule}, by, reason)
        _write(sentence, {"speaker": speaker, "kind": kind, "chain": [speaker] if speaker else []})
        return Changed(decision, _stories(decision))


def dispute(sentences: Sequence[Sentence], *, by: User | None, reason: str = "") -> Changed:
    """What these sentences tell stands in the lane of the disputed."""
    return _mark(Kind.DISPUTED, sentences, by, reason)


def hide(sentences: Sequence[Sentence], *, by: User | None, reason: str = "") -> Changed:
    """These sentences leave the timeline."""
    return _mark(Kind.HIDE, sentences, by, reason)


def join_pair(left: Sentence, right: Sentence, *, by: User | None, reason: str = "") -> Changed:
    """Both sentences say the same, although the machine does not see it."""
    return _pair(Kind.PAIR_JOINED, left, [right], by, reason)


def part_pair(sentence: Sentence, others: Sequence[Sentence], *, by: User | None, reason: str = "") -> Changed:
    """The sentence says something else than each of the others."""
    return _pair(Kind.PAIR_PARTED, sentence, others, by, reason)


def undo(decision: Decision, *, by: User | None) -> Changed:
    """Take any decision back, and with it what it did."""
    with transaction.atomic():
        if decision.kind in naming.KINDS:
            return naming.undo(decision, by=by)
        changed = deciding.undo(decision, by=by)
        decision = changed.decision
        if decision.kind == Kind.DATE:
            _restore_time(decision)
        elif decision.kind == Kind.SPEAKER:
            _restore_speaker(decision)
        parts = Decision.objects.filter(details__part_of=decision.pk).select_related("article")
        affected = _stories_of([decision.other_article, *(part.article for part in parts)])
        return Changed(decision, tuple(dict.fromkeys((*changed.stories, *affected))))


def _mark(kind: str, sentences: Sequence[Sentence], by: User | None, reason: str) -> Changed:
    with transaction.atomic():
        fresh = [_fresh(sentence) for sentence in _in_order(sentences)]
        marked = [sentence for sentence in fresh if not _in_force(kind, sentence)]
        if not marked:
            raise DecisionError(_("Das ist schon so."))
        head = _decide(kind, marked[0], {}, by, reason)
        for sentence in marked[1:]:
            _decide(kind, sentence, {"part_of": head.pk}, by, reason)
        return Changed(head, _stories_of(sentence.article for sentence in marked))


def _pair(kind: str, left: Sentence, rights: Sequence[Sentence], by: User | None, reason: str) -> Changed:
    with transaction.atomic():
        fresh = {one.pk: _fresh(one) for one in _in_order([left, *rights])}
        left, others = fresh[left.pk], [fresh[one.pk] for one in _in_order(rights)]
        if not others:
            raise DecisionError(_("Zu einem Paar gehören zwei Sätze."))
        for right in others:
            _require_pair(kind, left, right)
        new = [right for right in others if _newest_about(left, right) != kind]
        if not new:
            raise DecisionError(_("Das ist schon so."))
        head = _decide(kind, left, {}, by, reason, other=new[0])
        for right in new[1:]:
            _decide(kind, left, {"part_of": head.pk}, by, reason, other=right)
        return Changed(head, _stories(head))


def _require_pair(kind: str, left: Sentence, right: Sentence) -> None:
    if left.pk == right.pk or (kind == Kind.PAIR_JOINED and left.article_id == right.article_id):
        raise DecisionError(_("Beide Sätze stehen in einem Bericht; verglichen werden verschiedene."))
    if left.article.story_id is None or left.article.story_id != right.article.story_id:
        raise DecisionError(_("Die Sätze stehen nicht in einer Geschichte."))


def _newest_about(left: Sentence, right: Sentence) -> str:
    """The kind of the decision in force about the pair, whichever way round it was made."""
    kinds = [
        (row.made_at, row.pk, row.kind)
        for one, other in ((left, right), (right, left))
        for row in Decision.objects.in_force().filter(
            kind__in=PAIRS, article=one.article_id, other_article=other.article_id,
            details__contains={"start": one.start, "end": one.end, "other_start": other.start, "other_end": other.end},
        )
    ]  # fmt: skip
    return max(kinds, default=(None, 0, ""))[2]


def _decide(
    kind: str, row: Row, details: dict[str, Any], by: User | None, reason: str, *, other: Sentence | None = None
) -> Decision:
    details = _place(row) | ({f"other_{key}": value for key, value in _place(other).items()} if other else {}) | details
    return Decision.objects.create(
        kind=kind, story=row.article.story, article=row.article, other_article=other.article if other else None,
        details=details, reason=reason.strip(), made_by=by,
    )  # fmt: skip


def _place(row: Sentence | TimeExpression) -> dict[str, Any]:
    return {"start": row.start, "end": row.end, "words": words_mark(row.article.text, row.start, row.end)}


def _write(row: Sentence | TimeExpression, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))


def _restore_time(decision: Decision) -> None:
    """What the next decision in force says, else what the rules said."""
    details, article = decision.details, _standing(decision)
    time = article.times.filter(start=details["start"], end=details["end"]).first() if article else None
    if time is None or "rule" not in details:
        return
    left = _in_force(Kind.DATE, time)
    _write(time, stated_days(left[-1].details) if left else details["rule"])


def _restore_speaker(decision: Decision) -> None:
    details, article = decision.details, _standing(decision)
    sentence = article.sentences.filter(start=details["start"], end=details["end"]).first() if article else None
    if sentence is None or "rule" not in details:
        return
    left = _in_force(Kind.SPEAKER, sentence)
    said = (
        left[-1].details | {"chain": [left[-1].details["speaker"]] if left[-1].details["speaker"] else []}
        if left
        else details["rule"]
    )
    _write(sentence, {field: said[field] for field in ("speaker", "kind", "chain")})


def _standing(decision: Decision) -> Article | None:
    """The article, locked, if the words decided about still stand in it."""
    article = Article.objects.select_for_update(of=("self",)).filter(pk=decision.article_id or 0).first()
    return article if article is not None and stands(decision, {article.pk: article.text}) else None


def _spoken(sentence: Sentence) -> dict[str, Any]:
    return {"kind": sentence.kind, "speaker": sentence.speaker, "chain": sentence.chain}


def _fresh(row: Row) -> Row:
    """The row as it is now; the annotate stage, which replaces it, waits until the decision stands."""
    Article.objects.select_for_update(of=("self",)).get(pk=row.article_id)
    rows = type(row)._default_manager.select_related("article__story")
    found = rows.filter(article=row.article_id, start=row.start, end=row.end).first()
    if found is None:
        raise DecisionError(_("Der Bericht wurde inzwischen neu ausgewertet; bitte neu laden."))
    return found


def _stories(decision: Decision) -> tuple[int, ...]:
    return _stories_of([decision.article, decision.other_article])


def _stories_of(articles: Iterable[Article | None]) -> tuple[int, ...]:
    found = (article.story_id for article in articles if article is not None)
    return tuple(sorted({story for story in found if story is not None}))


def _in_order(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Each once, locked in one order; more than a person can mean is refused."""
    found = sorted(
        {sentence.pk: sentence for sentence in sentences}.values(), key=lambda one: (one.article_id, one.start)
    )
    if len(found) > MOST_SENTENCES:
        raise DecisionError(_("Das sind zu viele Sätze auf einmal."))
    return found


def _rule(kind: str, row: Any) -> Any:
    """What the rules said, where an earlier correction still covers it."""
    rows = _in_force(kind, row)
    return rows[-1].details.get("rule") if rows else None


def _in_force(kind: str, row: Sentence | TimeExpression) -> list[Decision]:
    about = Decision.objects.in_force().filter(kind=kind, article=row.article_id).select_related("article")
    found = about.filter(details__contains={"start": row.start, "end": row.end}).order_by("made_at", "pk")
    return [decision for decision in found if stands(decision, {row.article_id: row.article.text})]
