"""Every figure once, printed: the work has to be done and answered, and how long it takes is only told."""

import pytest

from tests.benchmarks.subjects import SUBJECTS, TITLES
from tests.benchmarks.timing import show


@pytest.mark.deep
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_work_is_done(subject: str) -> None:
    figures = list(SUBJECTS[subject]())
    print(f"\n{TITLES[subject]}")
    show(figures)
    assert all(figure.spent.wall > 0 for figure in figures)
    assert len(figures) >= 1
