"""What editors decided about a timeline; every later merge obeys it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stories.evidence import Place


@dataclass(frozen=True, slots=True)
class DateCorrected:
    """The day an expression really means: ``expression`` is the place of the expression itself."""

    expression: Place
    begin: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineDecisions:
    """Corrected dates by expression; disputed and hidden sentences; sentences joined in one entry or kept apart."""

    corrected: tuple[DateCorrected, ...] = ()
    disputed: tuple[Place, ...] = ()
    hidden: tuple[Place, ...] = ()
    joined: tuple[tuple[Place, Place], ...] = ()
    parted: tuple[tuple[Place, Place], ...] = ()
