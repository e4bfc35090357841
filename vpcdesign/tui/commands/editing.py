"""Changing the design: what is added, deleted, named, moved, carved, undone."""

from vpcdesign.tui.commands.command import Command

_PLAN = ("plan",)
COMMANDS = (
    Command("add", "Edit: add here", ("a",), "add", "Adds what belongs here: a subnet, an interface, a gateway, a line.", "a adds something; select where it belongs."),
    Command("add-above", "Edit: add a line above", (), help="Adds a line before the one under the cursor, where the order of lines decides.", nowhere="a line is added above another in a table of rules; open one."),
    Command("copy-line", "Edit: add a copy", ("A",), "copy", "Adds a copy of what is selected.", "A adds a copy; select what can be copied."),
    Command("delete", "Edit: delete", ("x", "delete"), "delete", "Deletes what is selected, after showing what goes too.", "x deletes; select what can be deleted."),
    Command("describe", "Edit: name, note, tags", ("e", "f2"), "name", "Edits the name, the note and the tags of what is selected.", "e edits a name, a note or tags; select an element."),
    Command("mark", "Edit: mark", ("space",), "mark", "Marks what is selected; acts then take all that is marked.", "space marks; there is nothing to mark here."),
    Command("undo", "Edit: undo", ("u", "ctrl+z"), "undo", "Takes the last step back; everything can be undone."),
    Command("redo", "Edit: redo", ("U", "ctrl+y"), "redo", "Does again what was undone."),
    Command("earlier", "Edit: move earlier", ("<",), "earlier", "Moves a rule, a block or a tier earlier.", "< moves a rule or a block earlier; select one."),
    Command("later", "Edit: move later", (">",), "later", "Moves a rule, a block or a tier later.", "> moves a rule or a block later; select one."),
    Command("renumber", "Rules: renumber", (), help="Numbers the rules of a network ACL by tens again.", nowhere="renumber is for a network ACL; open one."),
    Command("remove-shadowed", "Rules: remove shadowed", (), help="Removes the lines that never decide.", nowhere="remove shadowed is for a table of rules; open one."),
    Command("paste", "Rules: paste lines", (), help="Reads the clipboard of the terminal as lines, each with its own errors.", nowhere="lines are pasted into a table of rules; open one."),
    Command("detach", "Edit: detach", (), help="Detaches a gateway from its VPC, or an Elastic IP address from its interface.", nowhere="detach is for a gateway or an Elastic IP address; select one."),
    Command("associate", "Edit: associate", (), help="Chooses the route table, the network ACL or the security groups of what is selected.", nowhere="associate gives a subnet its tables and an interface its groups; select one."),
    Command("split", "Plan: split", ("v",), "split", "Halves a block.", "v splits a block of addresses; select a subnet or a gap.", _PLAN),
    Command("join", "Plan: join with its other half", ("V",), "join", "Makes one block of two halves.", "V joins a block with its other half; select a subnet or a reservation.", _PLAN),
    Command("widen", "Plan: widen to double", ("w",), "widen", "Doubles a block in place.", "w widens a block; select a subnet or a reservation.", _PLAN),
    Command("narrow", "Plan: narrow to half", ("W",), "narrow", "Halves a block and frees the rest.", "W narrows a block; select a subnet or a reservation.", _PLAN),
    Command("reserve", "Plan: reserve, release", ("r",), "reserve", "Reserves a gap for growth, or releases a reservation.", "r reserves a gap or releases a reservation; select one.", _PLAN),
    Command("next-free", "Plan: next free block that fits", ("b",), "next free", "Goes to the next free block of the size that is selected.", "b finds a free block; it is for the plan.", _PLAN),
    Command("add-zone", "Plan: add zone", (), help="Adds a zone to every tier, renumbering nothing."),
    Command("add-tier", "Plan: add tier", (), help="Adds a tier to every zone, renumbering nothing.", argument="name and size, as db/24"),
    Command("add-block", "Plan: add a block to the VPC", (), help="Adds a secondary CIDR block.", argument="a CIDR block, as 10.21.0.0/16"),
)  # fmt: skip
