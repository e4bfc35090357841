"""Whether two stages, or two parts of stages, say the same; they are no equals of each other, for each is somebody."""

from dataclasses import fields, is_dataclass


def same(one: object, other: object) -> bool:
    """Tell whether two stages say the same, word by word."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one == other or (len(one) == len(other) and all(map(same, one, other)))
    if is_dataclass(one) and type(one).__eq__ is object.__eq__:
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return one == other
