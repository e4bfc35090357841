"""Asking: traces, failures, assertions, and what is compared with what."""

from vpcdesign.tui.commands.command import Command

COMMANDS = (
    Command("source", "Trace: set source", ("s",), "source", "Takes what is selected as the source of a question.", "s sets a source; select who opens the conversation."),
    Command("destination", "Trace: set destination", ("d",), "destination", "Takes what is selected as the destination of a question.", "d sets a destination; select who is reached."),
    Command("swap", "Trace: swap", ("S",), "swap", "Exchanges source and destination.", "S swaps source and destination; ask a question first."),
    Command("trace", "Trace: ask", ("t",), "trace", "Asks from, to and service, typed."),
    Command("questions", "Trace: earlier questions", ("T",), "earlier", "The questions that were asked before."),
    Command("again", "Trace: again", (".",), "again", "Asks the last question again, or plays its path again.", ". asks again; ask a question first."),
    Command("pin", "Trace: pin", ("p",), "pin", "Makes an assertion of the trace or the cell.", "p pins a trace or a cell of the matrix; there is none here."),
    Command("fail", "Fail: this", ("f",), "fail", "Lets a zone, gateway, attachment or tunnel fail, or restores it.", "f fails a zone, a gateway, an attachment or a tunnel; select one."),
    Command("restore", "Fail: restore all", ("F",), "restore", "Restores everything that was failed.", "nothing is failed."),
    Command("choose-failure", "Fail: choose what", help="Lists all that can fail on its own; enter fails one or restores it."),
    Command("walk-failures", "Fail: walk all single failures", help="Goes through every single failure with n and N."),
    Command("run-checks", "Check: run", help="Judges all assertions again."),
    Command("add-assertion", "Check: add assertion", help="Writes a new assertion."),
    Command("change-assertion", "Check: change assertion", help="Changes what the selected assertion claims.", nowhere="an assertion is changed on Checks; select one there."),
    Command("next-broken", "Check: next broken", help="Goes to the next broken assertion."),
    Command("view-by", "View: group by, compare with", ("m",), "by", "How the matrix groups; what the consequences compare with.", "m changes how a matrix groups or what is compared; open one."),
)  # fmt: skip
