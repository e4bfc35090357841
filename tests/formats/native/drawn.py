"""Designs drawn at random from the model itself: whatever a field may hold is tried, so a new field joins by itself.

Every name that a drawn part mentions is in the pool of `external` entries, so the references of a drawn design resolve;
it calls itself imported, so AWS is taken to have accepted it. Lines of filters name a service that there is.
"""

import builtins
import typing
from typing import Any, get_args, get_origin

from annotated_types import Ge, Le
from hypothesis import assume
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel

from vpcdesign.design.asserting import External
from vpcdesign.design.balancers import Target
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule
from vpcdesign.design.firewalls import FirewallRule
from vpcdesign.design.index import Index
from vpcdesign.design.routing import Route
from vpcdesign.design.transit import TransitGatewayRoute

POOL = ("far-0", "far-1", "far é\x00")
WORD = st.text(max_size=8)
V4 = st.ip_addresses(v=4).map(str)
V6 = st.ip_addresses(v=6).map(str)
BLOCK4 = st.tuples(V4, st.integers(0, 32)).map(lambda pair: f"{pair[0]}/{pair[1]}")
BLOCK6 = st.tuples(V6, st.integers(0, 128)).map(lambda pair: f"{pair[0]}/{pair[1]}")
TEXTS: dict[str, st.SearchStrategy[str]] = {
    "_cidr": BLOCK4 | BLOCK6,
    "_cidr4": BLOCK4,
    "_cidr6": BLOCK6,
    "_ip4": V4,
    "_ip6": V6,
    "_public": V4 | st.just("auto"),
}
NAMED = st.sampled_from(POOL)
MENTIONS: dict[tuple[type[BaseModel], str], st.SearchStrategy[Any]] = {
    (Route, "destination"): NAMED | BLOCK4 | BLOCK6,
    (Route, "target"): NAMED | st.just("local"),
    (TransitGatewayRoute, "destination"): NAMED | BLOCK4,
    (IngressRule, "source"): NAMED | BLOCK4,
    (EgressRule, "destination"): NAMED | BLOCK6,
    (Target, "target"): NAMED | V4,
}
LINES = (IngressRule, EgressRule, AclRule, FirewallRule)
PORTS = st.sampled_from(["443", "0-65535", "8000-8080"])
MENTIONS |= {(line, "protocol"): st.sampled_from(["tcp", "udp", "6", "17"]) for line in LINES}
MENTIONS |= {(line, field): PORTS for line in LINES for field in ("ports", "source_ports")}
MENTIONS |= {(line, field): st.none() for line in LINES for field in ("icmp_type", "icmp_code")}
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: WORD,
    int: st.integers(),
    bool: st.booleans(),
    type(None): st.none(),
}


def values(annotation: object, constraints: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Draw what a field of this type may hold."""
    if get_args(annotation):
        return of_parts(annotation, get_args(annotation), constraints)
    for constraint in constraints:
        if isinstance(constraint, AfterValidator):
            return TEXTS[getattr(constraint.func, "__name__", "")]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return parts(annotation)
    if annotation is int:
        low = next((c.ge for c in constraints if isinstance(c, Ge)), None)
        high = next((c.le for c in constraints if isinstance(c, Le)), None)
        return st.integers(low, high)  # type: ignore[arg-type]
    return NAMED if annotation is str and constraints else PLAIN[annotation]


def of_parts(annotation: object, inner: tuple[Any, ...], constraints: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """Draw what a type with parameters may hold."""
    match get_origin(annotation):
        case typing.Annotated:
            return values(inner[0], (*flat(inner[1:]), *constraints))
        case typing.Literal:
            return st.sampled_from(inner)
        case builtins.tuple if inner[1:] == (...,):
            return st.lists(values(inner[0]), max_size=2).map(tuple)
        case builtins.tuple:
            return st.tuples(*map(values, inner))
        case builtins.dict:
            return st.dictionaries(WORD, WORD, max_size=2)
        case _:
            return st.one_of(*map(values, inner))


def flat(constraints: tuple[Any, ...]) -> tuple[Any, ...]:
    """Open what pydantic's `Field` holds."""
    return tuple(part for outer in constraints for part in getattr(outer, "metadata", (outer,)))


def parts(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    """Draw a part of a design."""
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in model.model_fields.items():
        if name == "id":
            drawn: st.SearchStrategy[Any] = st.tuples(st.integers(0, 2**40), WORD).map(
                lambda pair: f"{pair[0]} {pair[1]}"
            )
        else:
            mentioned = MENTIONS.get((model, name))
            drawn = values(field.annotation, flat(tuple(field.metadata))) if mentioned is None else mentioned
        needed = field.is_required() or (model in LINES and name == "protocol")  # ports mean something only with one
        (required if needed else optional)[field.alias or name] = drawn
    return st.fixed_dictionaries(required, optional=optional).map(model.model_validate)


LISTS = {name: parts(get_args(Design.model_fields[name].annotation)[0]) for name in NOUN_LISTS if name != "external"}
ASSERTIONS = parts(get_args(Design.model_fields["assertions"].annotation)[0])
NOTES = parts(get_args(Design.model_fields["notes"].annotation)[0])
EXTERNAL = tuple(External(id=name, kind="other") for name in POOL)


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Draw a design whose ids are unique and whose references resolve."""
    kinds = draw(st.sets(st.sampled_from(sorted(LISTS)), max_size=4))
    content: dict[str, Any] = {kind: tuple(draw(st.lists(LISTS[kind], max_size=2))) for kind in sorted(kinds)}
    content["assertions"] = tuple(draw(st.lists(ASSERTIONS, max_size=2)))
    content["notes"] = tuple(draw(st.lists(NOTES, max_size=2)))
    design = Design(name=draw(WORD), note=draw(st.none() | WORD), imported=True, external=EXTERNAL, **content)
    assume(not Index(design).duplicates)
    return design
