"""How a law catches a mutant: it is tried on one drawn design or network after the other, until it no longer holds.

Those that caught a mutant before are `likely` and tried first: that saves time and decides nothing, for all others
are tried after them.
"""

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from textwrap import dedent
from typing import TypeAlias

import pytest
from _pytest.assertion import util

Plant: TypeAlias = Callable[[pytest.MonkeyPatch], None]
"""Puts a mutant where what is right stood."""

BROKEN = (AssertionError, IndexError, KeyError)
"""A mutant that breaks an invariant is caught as well."""


class Mutants(dict[str, Plant]):
    """The mutants of a law by their names; as a decorator it registers one more."""

    def __call__(self, plant: Plant) -> Plant:
        self[plant.__name__] = plant
        return plant


@contextmanager
def unexplained() -> Iterator[None]:
    """Let assertions fail without telling how two sides differ: nobody reads it, and it can take ten times the law."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(util, "_reprcompare", None)
        yield


def caught(name: str, broken: Callable[[int], object], likely: Iterable[int], seeds: int) -> None:
    """Fail where a mutant lives: `broken` tells of a seed whether the law no longer holds there."""
    for seed in dict.fromkeys((*likely, *range(seeds))):
        try:
            with unexplained():
                if broken(seed):
                    return
        except BROKEN:
            return
    pytest.fail(f"{name} lives")


def unasked(patch: pytest.MonkeyPatch, of: type, method: str, condition: str) -> None:
    """Plant a method that does not ask one of its conditions: all of an `if`, or a part of an `and` or `or`."""
    tree = ast.parse(dedent(inspect.getsource(getattr(of, method))))
    forgetting = Forgetting(condition)
    tree = ast.fix_missing_locations(forgetting.visit(tree))
    assert forgetting.met == 1, f"{condition} stands at {forgetting.met} places of {method}"
    found: dict[str, Callable[..., object]] = {}
    exec(compile(tree, inspect.getfile(of), "exec"), vars(sys.modules[of.__module__]), found)  # noqa: S102 - a mutant
    patch.setattr(of, method, found[method])


class Forgetting(ast.NodeTransformer):
    """Puts what changes nothing where a condition stands."""

    def __init__(self, condition: str) -> None:
        self.condition, self.met = condition, 0

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        node.values = [self._forgotten(one, asked=isinstance(node.op, ast.And)) for one in node.values]
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._forgotten(node.test, asked=False)
        return self.generic_visit(node)

    def _forgotten(self, one: ast.expr, *, asked: bool) -> ast.expr:
        if ast.unparse(one) != self.condition:
            return one
        self.met += 1
        return ast.Constant(value=asked)
