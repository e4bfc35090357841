"""What is measured, in the order of the report: a title, and what gives its figures."""

from collections.abc import Callable, Iterator

from tests.benchmarks import (
    baselines,
    batch,
    consequences,
    designing,
    differing,
    importing,
    load,
    planning,
    questions,
    reaching,
    sizes,
    start_up,
    telling,
    watching,
)
from tests.benchmarks.timing import Figure

SUBJECTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "start_up": start_up.figures,
    "questions": questions.figures,
    "batch": batch.figures,
    "reaching": reaching.figures,
    "telling": telling.figures,
    "sizes": sizes.figures,
    "baselines": baselines.figures,
    "watching": watching.figures,
    "consequences": consequences.figures,
    "differing": differing.figures,
    "importing": importing.figures,
    "load": load.figures,
    "planning": planning.figures,
    "designing": designing.figures,
}
TITLES = {
    "start_up": "Cold start, as whole processes",
    "questions": "One question to a compiled network (three tiers)",
    "batch": f"A batch of {batch.QUESTIONS:,} questions",
    "reaching": "All pairs, compiled before, by shape and number of interfaces",
    "sizes": "All pairs of whole estates: time, memory, growth",
    "telling": "Everybody about everybody, the outside included: what is told without walking",
    "baselines": "All pairs beside other ways to ask, in one run",
    "watching": "Assertions, and edits of one rule",
    "differing": "What an edit of one rule changes",
    "consequences": "From an edit to what it opens, closes and breaks",
    "importing": "Import of AWS's documents",
    "load": "A large design",
    "planning": "Address plans",
    "designing": "The designer",
}
