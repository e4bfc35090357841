"""Ids that steps propose, and what is wrong with one that was typed."""

from collections.abc import Collection

from vpcdesign.design.edit.rename import RESERVED
from vpcdesign.design.edit.spots import free_id, taken
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank


def name_for(blank: Blank, here: Vicinity, wanted: str, name: str = "name", label: str = "Id") -> str:
    """Ask for the id of what is new."""
    default = free_id(here.design, wanted)
    typed = blank.text(name, label, default) or default
    if typed in taken(here.design):
        blank.wrong(name, f"`{typed}` is an id already: {free_id(here.design, typed)} is free")
    elif typed in RESERVED or "," in typed or "#" in typed:
        blank.wrong(name, f"`{typed}` means something else in routes and selectors: choose another id")
    return typed


def free(here: Vicinity, wanted: str, more: Collection[str] = ()) -> str:
    """Give an id that nobody has, and that the same step has not given yet."""
    return free_id(here.design, wanted, more)
