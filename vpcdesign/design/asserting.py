"""Assertions, notes and what is referred to but unseen."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from vpcdesign.design.noun import Cidr, Id, Model, Noun


class Assertion(Model):
    """A claim about reachability; `only` lets `from` reach `to` and nobody else."""

    model_config = ConfigDict(populate_by_name=True)

    name: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    ports: str = "all"
    expect: Literal["allowed", "blocked", "isolated", "only"]
    when: dict[str, str] | None = None
    note: str | None = None


class Note(Model):
    """What could not be carried over into the design, or had to be assumed."""

    about: str | None = None
    text: str


class External(Noun):
    """Something the design refers to but does not hold, and what is known of it."""

    kind: str
    cidrs: tuple[Cidr, ...] = ()
    region: str | None = None
    account: str | None = None
    vpc: Id | None = None
