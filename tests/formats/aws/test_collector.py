"""The script reads only, every call that it makes is in its policy, and an import knows every answer."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from vpcdesign.errors import QuestionError
from vpcdesign.formats.aws_describe import known
from vpcdesign.formats.aws_describe.collector import policy, script
from vpcdesign.formats.aws_describe.import_aws import import_aws

CALL = re.compile(r"(?:^\s*ask \S+|\(ids|\(aws) (?P<service>[\w-]+) (?P<command>[\w-]+)", re.MULTILINE)

AWS = """\
#!/bin/sh
# Stands in for `aws`: says what it was asked, and lists one owner.
echo "$*" >>"$LOG"
case "$*" in
*get-caller-identity*) echo 111122223333 ;;
*describe-regions*) printf 'eu-west-1\\tus-east-1\\n' ;;
*'--output text'*) echo "owner-1" ;;
*describe-vpn-gateways*) echo "denied" >&2; exit 1 ;;
*TransitGatewayRouteTableId*Routes*) echo '{"TransitGatewayRouteTableId": "owner-1", "Routes": null}' ;;
*describe-vpcs*) echo '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}' ;;
*describe-vpc-block-public-access-options*) ;;
*) echo '{}' ;;
esac
"""


def actions() -> set[str]:
    (statement,) = json.loads(json.dumps(policy()))["Statement"]
    return set(statement["Action"])


def action(service: str, command: str) -> str:
    service = {"elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing"}.get(service, service)
    return f"{service}:{command.replace('-', '')}".lower()


def test_every_call_has_its_action_and_every_action_its_call() -> None:
    calls = {action(call["service"], call["command"]) for call in CALL.finditer(script())}
    assert len(calls) > 50
    assert calls == {each.lower() for each in actions()}


def test_nothing_is_asked_that_writes() -> None:
    assert {re.match(r"[\w-]+:([A-Z][a-z]+)", each)[1] for each in actions()} <= {"Describe", "Get", "List", "Search"}  # type: ignore[index]


def test_actions_are_spelt_as_iam_does() -> None:
    spelt = {
        "ec2:DescribeVpcs",
        "ec2:GetManagedPrefixListEntries",
        "ec2:SearchTransitGatewayRoutes",
        "elasticloadbalancing:DescribeTargetHealth",
        "rds:DescribeDBInstances",
        "network-firewall:DescribeRuleGroup",
        "lambda:ListFunctions",
        "sts:GetCallerIdentity",
    }
    assert spelt <= actions()


def test_the_policy_stands_in_the_script() -> None:
    said = "\n".join(line.removeprefix("#").strip() for line in script().splitlines() if line.startswith("#     "))
    assert json.loads(said[said.index("{") :]) == policy()


def test_answers_that_do_not_name_their_owner_are_wrapped() -> None:
    text = script()
    for answer, owners in known.OWNED.items():
        if answer.startswith("EnableDns"):
            continue  # AWS itself writes the VPC beside these
        assert any(re.search(rf"\{{{owner}: '\$\w+',.*\b{answer}: {answer}", text) for owner in owners), answer


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "busybox"])
@pytest.mark.parametrize("regions", [(), ("eu-west-1",), ("eu-west-1", "us-gov-west-1")])
def test_shells_read_it(shell: str, regions: tuple[str, ...]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    command = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
    assert subprocess.run(command, input=script(regions), capture_output=True, text=True, check=False).stderr == ""


def test_a_linter_of_shells_has_nothing_to_say() -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("no shellcheck here")
    run = subprocess.run(["shellcheck", "-"], input=script(), capture_output=True, text=True, check=False)
    assert run.stdout == ""


@pytest.mark.parametrize("region", ["", "eu-west", "eu-west-1; rm -rf .", "$(date)", "EU-WEST-1"])
def test_what_is_no_region_is_refused(region: str) -> None:
    with pytest.raises(QuestionError, match="is no region"):
        script(("eu-west-1", region))


def collected(folder: Path, *, regions: tuple[str, ...] = ()) -> tuple[list[str], str, list[Path]]:
    """Run the script against a stand-in; give what was asked, what was said, and the files."""
    (folder / "bin").mkdir()
    (folder / "bin" / "aws").write_text(AWS)
    (folder / "bin" / "aws").chmod(0o755)
    place = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "LOG": str(folder / "log")}
    run = subprocess.run(
        ["sh", "-s", "out"], input=script(regions), cwd=folder, env=place, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    return (folder / "log").read_text().splitlines(), run.stderr, files


def test_it_collects_every_region_into_folders_that_import(tmp_path: Path) -> None:
    asked, said, files = collected(tmp_path)
    assert {path.relative_to(tmp_path / "out").parts[:2] for path in files} == {
        ("111122223333", "eu-west-1"),
        ("111122223333", "us-east-1"),
    }
    assert sum("describe-subnets --region eu-west-1" in line for line in asked) == 1
    assert "skipped in us-east-1: aws ec2 describe-vpn-gateways: denied" in said
    assert "(2 calls skipped)" in said
    found = import_aws([(str(path), path.read_bytes()) for path in files])
    assert [each.account for each in found.design.vpcs] == ["111122223333"]
    assert not any("whose it is" in note.text for note in found.notes)


def test_it_asks_each_owner_about_itself(tmp_path: Path) -> None:
    asked, _, _ = collected(tmp_path, regions=("eu-west-1",))
    assert not any("describe-regions" in line for line in asked)
    searched = [line for line in asked if "search-transit-gateway-routes" in line]
    assert len(searched) == 2
    assert all("--transit-gateway-route-table-id owner-1" in line for line in searched)
    assert all("{TransitGatewayRouteTableId: 'owner-1', Routes: Routes" in line for line in searched)
    assert any("describe-rules --listener-arn owner-1" in line for line in asked)
