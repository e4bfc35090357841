"""Files: new, open, import, save, export, copy, quit."""

from vpcdesign.tui.commands.command import Command

COMMANDS = (
    Command("new", "File: new", (), "new design", "A new design, guided: region, block, zones, tiers, gateways."),
    Command("file.open", "File: open", ("ctrl+o",), "open a file", "Opens a design.", argument="the path of a design"),
    Command("import", "File: import", (), "import", "Reads documents of aws ec2 describe-*."),
    Command("layouts", "File: layouts", (), "layouts", "Ready-made designs, each with a note that teaches."),
    Command("save", "File: save", ("ctrl+s",), "save", "Saves the design in its file, all or nothing."),
    Command("save-as", "File: save as", (), "", "Saves the design in another file.", argument="the path to save to"),
    Command("export", "File: export", (), "", "The design as JSON or CSV, the map as SVG or text.", argument="the path to write: its ending says the format (.json .csv .svg .txt)"),
    Command("compare", "File: compare with", (), "", "What differs from another design.", argument="the path of a design"),
    Command("copy-command", "File: copy as command line", ("y",), "copy command", "Copies the command line that does or asks the same.", "y copies a command line; here is none that does the same."),
    Command("copy-table", "File: copy as CSV, Markdown or text", ("Y",), "copy table", "Copies the table or picture that is shown.", "Y copies a table; there is none here."),
    Command("quit", "File: quit", ("ctrl+q",), "quit", "Quits; what is not saved is asked about, and kept."),
)  # fmt: skip
