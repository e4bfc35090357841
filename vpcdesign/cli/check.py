"""`vpcdesign check`: the assertions of designs, for people and for continuous integration."""

import click

from vpcdesign.cli.console import DONE, NO, Console, colours

FORMATS = ["text", "json", "junit", "sarif", "github", "markdown"]


@click.command("check", short_help="Whether the assertions of designs hold.")
@click.argument("designs", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="DESIGN...")
@click.option("--assertions", type=click.Path(allow_dash=True), metavar="FILE", help="Judge those of a file as well.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to answer.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@colours
@click.pass_obj
def command(console: Console, designs: tuple[str, ...], assertions: str | None, form: str) -> int:
    """Judge the assertions of each DESIGN: every pair and every packet that they name is asked.

    A broken assertion shows a packet that breaks it, and what lets it through or stops it. Exit status 1 when one does
    not hold. FILE is YAML or JSON with a list of `assertions`; each of them is judged in each DESIGN.
    An assertion with `when: {fail: any-az}` (or a zone, gateway, tunnel...) must hold without what fails.

    Quotas that a design goes beyond are told beside; they can be raised, so they fail nothing.

    junit, sarif and github point at the line of what is broken; markdown is fit for a pull request's comment.
    """
    if [*designs, assertions].count("-") > 1:
        raise click.UsageError("only one of the files can be standard input")
    from vpcdesign.api.checking import check_designs

    with console.progress("assertions judged") as progress:
        checked = check_designs(designs, assertions, progress)
    if form == "json":
        from vpcdesign.render import json as written

        answered = [(one.name, one.results, written.Answers(written.pointers(one.design))) for one in checked]
        told = [(one.name, found) for one in checked for found in one.findings]
        console.out(written.page(written.check(answered, told)))
    elif form == "text":
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.check import check_text
        from vpcdesign.render.text.naming import Speaker

        parts = [(one.name, one.results, Speaker(one.design)) for one in checked]
        beyond = [found for one in checked for found in one.findings]
        console.out(check_text(parts, style_of(console), beyond))
    else:
        from vpcdesign.api.reporting import entries
        from vpcdesign.cli.reports import report

        console.out(report(form, entries(checked, assertions)))
    return DONE if all(result.holds for one in checked for result in one.results) else NO
