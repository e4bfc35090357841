"""Moving about: between elements, panes, screens and places."""

from vpcdesign.tui.commands.command import Command

COMMANDS = (
    Command("move.up", "Move: up", ("up", "k"), help="One up."),
    Command("move.down", "Move: down", ("down", "j"), help="One down."),
    Command("move.left", "Move: left", ("left", "h"), help="One to the left; in an editor on to its list."),
    Command("move.right", "Move: right", ("right", "l"), help="One to the right; from a list into its table."),
    Command("move.page-up", "Move: a page up", ("pageup",), help="A page up."),
    Command("move.page-down", "Move: a page down", ("pagedown",), help="A page down."),
    Command("move.half-up", "Move: half a page up", (), help="Half a page up."),
    Command("move.half-down", "Move: half a page down", (), help="Half a page down."),
    Command("move.first", "Move: to the first", ("home",), help="To the first; `g g` does the same."),
    Command("move.last", "Move: to the last", ("end",), help="To the last; `g e` does the same."),
    Command("open", "Go: open what is selected", ("enter",), "open", "Opens, edits, goes in: the main thing to do here."),
    Command("back", "Go: back one level", ("escape", "q"), "back", "Closes what is open, one level; it never quits."),
    Command("place-before", "Go: the place before this one", ("backspace",), "before", "Back to where the selection was."),
    Command("pane.next", "Go: next pane", ("tab",), "next pane", "To the next pane; in a cell it completes."),
    Command("pane.previous", "Go: previous pane", ("shift+tab",), "", "To the pane before."),
    Command("jump", "Go: to an element by its letter", ("g",), "go to", "Puts a letter on every element; `g g` first, `g e` last."),
    Command("filter", "Go: filter this list", ("/",), "filter", "Narrows a list to what matches; on the map the rest is dimmed."),
    Command("next", "Go: next", ("n",), "next", "The next step, hit, broken assertion, failure or change.", "n goes to the next step, hit or change; there is none here."),
    Command("previous", "Go: previous", ("N",), "back", "The one before.", "N goes to the one before; there is none here."),
    Command("tab.map", "Go: Map", ("1",), help="The network as a picture."),
    Command("tab.plan", "Go: Plan", ("2",), help="The address plan."),
    Command("tab.routes", "Go: Route tables", ("3",), help="Route tables, edited in place."),
    Command("tab.groups", "Go: Security groups", ("4",), help="Security groups, edited in place."),
    Command("tab.acls", "Go: Network ACLs", ("5",), help="Network ACLs, edited in place."),
    Command("tab.matrix", "Go: Matrix", ("6",), help="Who reaches whom."),
    Command("tab.checks", "Go: Checks", ("7",), help="Assertions and findings."),
    Command("home", "File: home screen", (), help="Recent designs, new, import, layouts, tour."),
)  # fmt: skip
