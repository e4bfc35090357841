"""Frozen dataclasses that cost no more to make than others: to the type checker they are frozen, at run time they obey.

Python's own write every field by a function call, so that making a line of a filter takes four times as long. Designs
have hundreds of thousands of such. That nobody writes to them is checked by mypy.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(*, eq: bool = True) -> Callable[[type[_T]], type[_T]]:
    """Make a dataclass with slots whose objects nobody writes to; those that are compared have a hash as well."""
    return dataclass(slots=True, eq=eq, unsafe_hash=eq)
