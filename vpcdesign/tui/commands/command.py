"""A command: what can be done, by which keys, and every word that is said of it.

A key that means something else in two places would be two commands on one key; here a key is one act everywhere, and a
screen only lends the act its object. So a command's key is unique in each scope that it has.
"""

from dataclasses import dataclass

SCOPES = ("map", "plan", "routes", "groups", "acls", "matrix", "checks", "home", "new")
"""Where commands live: the seven mains by their names, and the two screens before them."""


@dataclass(frozen=True, slots=True)
class Command:
    """One act. `title` is `Area: verb object` as the palette lists it; `label` is what the footer says after the key.

    `nowhere` is said when nothing under the cursor can do it; `scopes` empty means everywhere. `argument` says what the
    palette asks for before it runs, empty for nothing.
    """

    id: str
    title: str
    keys: tuple[str, ...] = ()
    label: str = ""
    help: str = ""
    nowhere: str = ""
    scopes: tuple[str, ...] = ()
    argument: str = ""

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return "do_" + self.id.replace(".", "_").replace("-", "_")

    @property
    def question(self) -> str:
        """The name of the method that says why it cannot be done now."""
        return "can_" + self.id.replace(".", "_").replace("-", "_")

    @property
    def area(self) -> str:
        return self.title.partition(":")[0]
