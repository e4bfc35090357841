"""Records are frozen dataclasses but for the price: compared and hashed by what they say, or by who they are."""

from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line
from vpcdesign.network.stages import Route
from vpcdesign.record import record

ORIGIN = Origin("sg-1", "security_group")


@record()
class Said:
    """Two words."""

    one: str
    other: str = ""


def test_what_is_compared_has_a_hash() -> None:
    assert Line(ORIGIN, allow=True) == Line(ORIGIN, allow=True) != Line(ORIGIN, allow=False)
    assert len({Line(ORIGIN, allow=True), Line(ORIGIN, allow=True), Line(ORIGIN, allow=None)}) == 2


def test_what_is_not_compared_is_itself_only() -> None:
    one = Route(ORIGIN, None)
    assert one != Route(ORIGIN, None)
    assert len({one, one, Route(ORIGIN, None)}) == 2


def test_nothing_else_is_kept_there() -> None:
    assert vars(Said)["__slots__"] == ("one", "other")
    assert not hasattr(Said("a"), "__dict__")
