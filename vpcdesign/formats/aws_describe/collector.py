"""The script that collects every document of an import, and the IAM policy that it needs.

It only reads, and it needs nothing but `aws` and a POSIX shell. A call that AWS refuses (a service that a region does
not have, a right that is missing) is named and passed over: the import then says what it had to assume.
"""

import json
import re
from collections.abc import Iterable, Iterator
from textwrap import indent

from vpcdesign.design.words import quoted
from vpcdesign.errors import QuestionError
from vpcdesign.formats.aws_describe.calls import EVERYWHERE, REGIONS, WHO, Call, Owners

REGION = re.compile(r"[a-z]{2,4}(-[a-z]+){1,2}-\d+")
IAM_SERVICES = {"elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing"}
IAM_WORDS = {"db": "DB"}

HEAD = """\
#!/bin/sh
# Collects what `vpcdesign import aws` reads: every document that says how packets move, for every region.
# It only reads. Needs `aws` (version 2) with credentials of the account; run it once for each account.
#
#     sh collect.sh [FOLDER]
#     vpcdesign import aws FOLDER -o design.json
#
# The policy that it needs:
#
{policy}

set -u
folder=${{1:-aws-documents}}
account=$({who}) || exit 2
regions={regions}
[ -n "$regions" ] || exit 2
count=0
skipped=0

# ask NAME SERVICE COMMAND...: one answer into one file
ask() {{
    count=$((count + 1))
    file="$here/$1-$count.json"
    shift
    if ! aws "$@" --region "$region" --output json >"$file" 2>"$here/.said"; then
        skipped=$((skipped + 1))
        echo "skipped in $region: aws $1 $2: $(tail -n 1 "$here/.said")" >&2
        rm -f "$file"
    elif [ ! -s "$file" ]; then
        rm -f "$file"
    fi
}}

# ids SERVICE COMMAND...: the ids that an answer lists
ids() {{
    aws "$@" --region "$region" --output text 2>/dev/null | tr '\\t' '\\n' | grep -v '^None$'
}}

for region in $regions; do
    echo "collecting $account $region" >&2
    here="$folder/$account/$region"
    mkdir -p "$here" || exit 2
{calls}
    rm -f "$here/.said"
done
echo "collected into $folder ($skipped calls skipped): vpcdesign import aws $folder -o design.json" >&2
"""


def script(regions: tuple[str, ...] = ()) -> str:
    """Give the script; without regions it asks AWS which ones the account has."""
    wrong = [region for region in regions if REGION.fullmatch(region) is None]
    if wrong:
        raise QuestionError(f"{quoted(wrong[0])} is no region: write it as AWS does, such as eu-west-1")
    named = f'"{" ".join(regions)}"' if regions else f"$({_listing(REGIONS)}) || exit 2"
    return HEAD.format(
        policy=indent(json.dumps(policy(), indent=2), "#     "),
        who=_listing(WHO),
        regions=named,
        calls=indent("\n".join(_lines(EVERYWHERE, "owner")), "    "),
    )


def policy() -> dict[str, object]:
    """Give the IAM policy that lets the script make its calls, and nothing else."""
    actions = sorted({_action(call) for call in (WHO, REGIONS, *_calls(EVERYWHERE))})
    statement = {"Sid": "CollectForVpcdesign", "Effect": "Allow", "Action": actions, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _calls(asked: Iterable[Call | Owners]) -> Iterator[Call]:
    for each in asked:
        if isinstance(each, Call):
            yield each
        else:
            yield each.listing
            yield from _calls(each.asked)


def _action(call: Call) -> str:
    """Give the IAM action of a command: its words run together, with the service's own name."""
    words = [IAM_WORDS.get(step, step.capitalize()) for step in call.command.split("-")]
    return f"{IAM_SERVICES.get(call.service, call.service)}:{''.join(words)}"


def _lines(asked: Iterable[Call | Owners], owner: str) -> Iterator[str]:
    """Give the shell's lines; a list within a list has a variable of its own."""
    for each in asked:
        if isinstance(each, Call):
            name = f"{each.service}-{each.command}"
            yield _named(f"ask {name} {each.service} {each.command}{_rest(each)}", owner)
        else:
            inner = owner if each.listing.options == "" else f"{owner}_part"
            listing = _named(f"{each.listing.service} {each.listing.command}{_rest(each.listing)}", owner)
            yield f"for {inner} in $(ids {listing}); do"
            yield from (indent(line, "    ") for line in _lines(each.asked, inner))
            yield "done"


def _rest(call: Call) -> str:
    options = f" {call.options}".replace("$owner", '"$owner"') if call.options else ""
    quote = '"' if "$owner" in call.query else "'"
    return options + (f" --query {quote}{call.query}{quote}" if call.query else "")


def _listing(call: Call) -> str:
    return f"aws {call.service} {call.command}{_rest(call)} --output text"


def _named(line: str, owner: str) -> str:
    return line.replace("$owner", f"${owner}")
