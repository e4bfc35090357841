"""`vpcdesign explain`: a block code, an AWS construct or a verdict in plain words, with its source."""

from typing import NoReturn

import click

from vpcdesign.cli.console import DONE, Console, colours


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from vpcdesign.aws.explanations import ENTRIES

    return [name for name in ENTRIES if name.lower().startswith(incomplete.lower())]


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


@click.command("explain", short_help="What a code, a construct or a verdict means.")
@click.argument("name", required=False, shell_complete=_complete)
@colours
@click.pass_obj
def command(console: Console, name: str | None) -> int:
    """Explain a code that blocks, a construct of AWS or a verdict: what it is, why, how to fix it, and the source.

    Without NAME everything that is explained is listed.
    """
    from vpcdesign.aws.constructs import CONSTRUCTS
    from vpcdesign.aws.explanations import BLOCK_CODES, ENTRIES
    from vpcdesign.aws.refusals import REFUSALS
    from vpcdesign.aws.verdicts import VERDICTS
    from vpcdesign.cli.look import style_of
    from vpcdesign.render.text.explanation import catalogue, explanation

    style = style_of(console)
    if name is None:
        groups = {
            "Verdicts": VERDICTS,
            "What blocks": BLOCK_CODES,
            "Constructs": CONSTRUCTS,
            "What AWS refuses": REFUSALS,
        }
        console.out(catalogue(groups, style))
        return DONE
    found = {_key(one): one for one in ENTRIES}.get(_key(name))
    if found is None:
        _refuse(name, list(ENTRIES))
    console.out(explanation(found, ENTRIES[found], style))
    return DONE


def _refuse(name: str, known: list[str]) -> NoReturn:
    from vpcdesign.design.words import nearest, quoted
    from vpcdesign.errors import QuestionError

    by_key = {_key(one): one for one in known}
    close = nearest(_key(name), by_key)
    advice = f"did you mean {quoted(by_key[close])}?" if close else "`vpcdesign explain` lists what is explained"
    raise QuestionError(f"{quoted(name)} is nothing that is explained: {advice}")
