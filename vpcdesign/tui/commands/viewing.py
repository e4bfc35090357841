"""What is seen: panes, zoom, theme, signs, help."""

from vpcdesign.tui.commands.command import Command

COMMANDS = (
    Command("inspector", "View: inspector", ("i",), "inspector", "Opens or closes the inspector of what is selected."),
    Command("outline", "View: outline", ("o",), "outline", "Opens or closes the outline of the design."),
    Command("history", "View: history", ("H",), "history", "Every step, to go to any of them."),
    Command("consequences", "View: consequences", ("c",), "more", "What the last step opened and closed, in full."),
    Command("zoom.in", "View: zoom nearer", ("+", "="), "nearer", "Nearer: dots, compact, full.", "+ comes nearer; it is for the map and the plan."),
    Command("zoom.out", "View: zoom farther", ("-",), "farther", "Farther: full, compact, dots.", "- goes farther; it is for the map and the plan."),
    Command("zoom.fit", "View: zoom to fit", ("z",), "fit", "The largest picture that fits.", "z fits the map; it is for the map and the plan."),
    Command("theme", "View: theme", help="The next theme: dark, light, high contrast, colour-blind safe."),
    Command("ascii", "View: ASCII", help="ASCII signs instead of drawn ones, and back."),
    Command("motion", "View: motion", help="Whether a new trace draws itself."),
    Command("settings", "View: settings", (",",), "settings", "Theme, signs, motion, keys: everything that the configuration file holds."),
    Command("palette", "Help: palette", (":", "ctrl+p"), "commands", "Finds commands, elements, findings, layouts and help."),
    Command("help", "Help: on this", ("?", "f1"), "help", "Explains what is selected; its lines run."),
    Command("help.keys", "Help: keys", help="Every key, as it is bound now."),
    Command("help.signs", "Help: signs", help="Every sign and its ASCII twin."),
    Command("help.code", "Help: explain a code", help="What a verdict's code means.", argument="a code, as SUBNET_ACL_RESTRICTION"),
    Command("help.tour", "Help: tour", help="Six steps on a sample, about four minutes."),
    Command("redraw", "View: redraw", ("ctrl+l",), help="Paints the whole screen again."),
)  # fmt: skip
