"""Annotated articles in, stories out: what the other stages use of it."""

from stories.clustering.decision import choose_story
from stories.clustering.fingerprint import Fingerprint, fingerprint
from stories.clustering.memory import MemoryArchive
from stories.clustering.origins import count_origins, group_origins, group_statements
from stories.clustering.second_look import Misfit, Union, find_misfits, find_union, merge_certain
from stories.clustering.types import Archive, Candidate, Choice, Links, Why

__all__ = [
    "Archive",
    "Candidate",
    "Choice",
    "Fingerprint",
    "Links",
    "MemoryArchive",
    "Misfit",
    "Union",
    "Why",
    "choose_story",
    "count_origins",
    "find_misfits",
    "find_union",
    "fingerprint",
    "group_origins",
    "group_statements",
    "merge_certain",
]
