"""`vpcdesign fail`: what breaks when a zone, a gateway, an attachment, a tunnel or an endpoint fails."""

import click

from vpcdesign.cli.console import DONE, NO, Console, colours


@click.command("fail", short_help="What breaks when something fails.")
@click.argument("design", type=click.Path(allow_dash=True), metavar="DESIGN")
@click.option("--az", "zones", multiple=True, metavar="NAME", help="Let this zone fail (eu-west-1a).")
@click.option("--fail", "names", multiple=True, metavar="ID", help="Let this fail: nat-a, vpn-1/tunnel-1, az:NAME.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--every-pair", is_flag=True, help="With --json: spell out every conversation, however many.")
@colours
@click.pass_obj
def command(
    console: Console, design: str, zones: tuple[str, ...], names: tuple[str, ...], as_json: bool, every_pair: bool
) -> int:
    """Let one thing of DESIGN fail after the other, and tell which conversations and assertions die.

    Without options every zone, NAT gateway, transit gateway attachment, VPN connection and tunnel, Direct Connect
    interface, endpoint, firewall endpoint and load balancer node fails in its turn. Several in one --fail, joined by
    commas, fail at once; any-nat stands for each NAT gateway in turn, and so do any-az, any-attachment, any-vpn,
    any-tunnel, any-direct-connect, any-endpoint, any-firewall and any-node. What went down is told from what is up
    but cut off, and with it what would restore that. Exit status 1 when a conversation or an assertion dies.

    JSON counts conversations exactly. Up to a thousand that a failure takes are each told by itself; where they are
    more, those that lose the same are told together, unless --every-pair is given. The first of those that are cut off
    alike has a packet that is stopped, walked by itself.
    """
    from vpcdesign.api.failing import fail

    if every_pair and not as_json:
        raise click.UsageError("--every-pair is about JSON: write `--json --every-pair`")
    with console.progress("failures tried") as progress:
        found = fail(design, [*(f"az:{zone.removeprefix('az:')}" for zone in zones), *names], progress, shown=as_json)
    for note in found.notes:
        console.say(f"note: {note}")
    if as_json:
        from vpcdesign.render import fail_json as written
        from vpcdesign.render.json import Answers, pointers

        told = found.outages, found.blasts, found.others, Answers(pointers(found.design))
        for piece in written.every_pair(*told) if every_pair else [written.fail_json(*told)]:
            console.out(piece)
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.fail import FailText
        from vpcdesign.render.text.naming import Speaker

        text = FailText(Speaker(found.design), style_of(console))
        console.out(text.page(found.outages, found.blasts, found.others))
    return NO if any(one.fatal for one in found.outages) else DONE
