"""The program's edge: standard output, standard error and the exit status have one owner, this module.

Answers go to standard output, errors and progress to standard error; 0 is yes or done, 1 is no, 2 is an error. Whatever
happens, a user meets a sentence and never a traceback; `VPCDESIGN_DEBUG=1` shows a bug's traceback to those who ask.
Commands are imported when they are asked for, so that `--help` is quick; each returns its exit status.
"""

import codecs
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import click

from vpcdesign import __version__
from vpcdesign.cli.progress import Progress
from vpcdesign.collector import collector_patient
from vpcdesign.errors import VpcdesignError

DONE, NO, ERROR, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
NAME = "vpcdesign"
COMMANDS = {
    "open": "opening",
    "serve": "serving",
    "trace": "trace",
    "check": "check",
    "matrix": "matrix",
    "exposed": "exposed",
    "diff": "diff",
    "fail": "fail",
    "import": "importing",
    "export": "export",
    "layouts": "layouts",
    "new": "new",
    "plan": "plan",
    "grow": "grow",
    "capacity": "capacity",
    "space": "space",
    "explain": "explain",
    "schema": "schema",
}
_MOST_PROBLEMS = 100


class Console:
    """What commands write to; `when` to colour is `auto`, `always` or `never`."""

    def __init__(self) -> None:
        self.when = "auto"
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    @property
    def coloured(self) -> bool:
        """Decide about colour: what was asked for, then NO_COLOR, then FORCE_COLOR, then whether a terminal listens."""
        if self.when != "auto":
            return self.when == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("FORCE_COLOR"):
            return not os.environ.get("NO_COLOR")
        return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def only_ascii(self) -> bool:
        """Tell whether signs must be ASCII: the locale is not UTF-8, or a Linux console would show boxes."""
        if sys.stdout is None:
            return True
        unicode = codecs.lookup(sys.stdout.encoding or "ascii").name.startswith("utf")
        return not unicode or (os.environ.get("TERM") == "linux" and sys.stdout.isatty())

    @property
    def width(self) -> int:
        """Give the width of answers: the terminal's, within reason, so that a file always looks the same."""
        try:
            return max(60, min(100, os.get_terminal_size(sys.stdout.fileno()).columns))
        except (AttributeError, OSError, ValueError):  # no terminal, or no standard output at all
            return 100

    def out(self, text: str) -> None:
        """Write an answer."""
        if sys.stdout is None:
            raise VpcdesignError("standard output is closed, so there is nowhere to write the answer")
        sys.stdout.write(text)

    def flush(self) -> None:
        """Hand on what was written."""
        if sys.stdout is not None:
            sys.stdout.flush()

    def say(self, text: str) -> None:
        """Tell the user something that is no answer."""
        _complain(text)

    def progress(self, what: str) -> Progress:
        """Give a bar for work that may take longer than a second; it shows only on a terminal."""
        terminal = sys.stderr is not None and sys.stderr.isatty()
        return Progress(what, sys.stderr if terminal else None)


def colours(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the option `--color`, which every command that prints has."""

    def choose(ctx: click.Context, _: click.Parameter, when: str | None) -> None:
        console = ctx.find_object(Console)
        if when is not None and console is not None:
            console.when = when

    words = "When to colour: on a terminal (auto), always, never. NO_COLOR and FORCE_COLOR are heeded."
    choice = click.Choice(["auto", "always", "never"])
    return click.option("--color", type=choice, callback=choose, expose_value=False, help=words)(command)


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        return _command(cmd_name) if cmd_name in COMMANDS else None


def _command(name: str) -> click.Command:
    command: click.Command = import_module(f"vpcdesign.cli.{COMMANDS[name]}").command
    return command


@click.command(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
@colours
@click.pass_context
def root(ctx: click.Context) -> int:
    """Describe an AWS network, then ask who reaches whom, and why.

    A DESIGN is a JSON file, or - for standard input. Exit status: 0 yes or done, 1 no, 2 error.

    \b
    vpcdesign new shop.json --layout three-tier
    vpcdesign trace shop.json internet lb:front https
    vpcdesign check shop.json

    Completion in the shell: put one of these into its start-up file.

    \b
    bash  eval "$(_VPCDESIGN_COMPLETE=bash_source vpcdesign)"
    zsh   eval "$(_VPCDESIGN_COMPLETE=zsh_source vpcdesign)"
    fish  _VPCDESIGN_COMPLETE=fish_source vpcdesign | source
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if ctx.invoked_subcommand is not None:
        return DONE
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty():
        status: int = ctx.invoke(_command("open"))
        return status
    click.echo(ctx.get_help())
    return DONE


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status; as a process of its own it goes without most of garbage collection."""
    if argv is None:
        collector_patient()
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _abandon_output()
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OSError as error:
        _abandon_output()
        _complain(f"error: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")
        return ERROR
    return status


def _run(arguments: list[str]) -> int:
    instruction = os.environ.get("_VPCDESIGN_COMPLETE")
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, NAME, "_VPCDESIGN_COMPLETE", instruction)
    try:
        with root.make_context(NAME, arguments, obj=Console()) as context:
            status = root.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _refuse(error)
    except VpcdesignError as error:
        return _tell(error)
    except (MemoryError, RecursionError) as error:
        _complain("error: not enough memory" if isinstance(error, MemoryError) else "error: this is nested too deeply")
        return ERROR
    except (OSError, KeyboardInterrupt, click.Abort):
        raise
    except Exception as bug:  # noqa: BLE001 - no user meets a traceback
        return _confess(bug)
    return status if isinstance(status, int) else DONE


def _refuse(error: click.ClickException) -> int:
    message = error.format_message().rstrip(".")
    _complain(f"error: {message[:1].lower()}{message[1:]}")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        _complain(f"see `{error.ctx.command_path} --help`")
    return ERROR


def _tell(error: VpcdesignError) -> int:
    for problem in error.problems[:_MOST_PROBLEMS]:
        _complain(f"error: {problem}")
    if len(error.problems) > _MOST_PROBLEMS:
        _complain(f"error: and {len(error.problems) - _MOST_PROBLEMS:,} more problems of this kind")
    return ERROR


def _confess(bug: Exception) -> int:
    if os.environ.get("VPCDESIGN_DEBUG"):
        import traceback

        for line in "".join(traceback.format_exception(bug)).splitlines():
            _complain(line)
    _complain(f"error: this is a bug in vpcdesign {__version__}: {type(bug).__name__}: {bug}")
    _complain("please report it with the command and its input; VPCDESIGN_DEBUG=1 shows where it happened")
    return ERROR


def _complain(text: str) -> None:
    from vpcdesign.render.visible import visible

    if sys.stderr is not None:
        try:
            print(visible(text), file=sys.stderr, flush=True)  # noqa: T201 - this module owns standard error
        except OSError:  # nobody listens, and the exit status still tells
            return


def _abandon_output() -> None:
    """Let the interpreter's own last flush of standard output go nowhere: what could be written has been."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return
