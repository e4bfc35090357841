"""Names put for ids anywhere in a text: only where one name means one thing of its kind."""

from tests.layouts.shelf import Json, design, document
from vpcdesign.algebra.intervals import difference
from vpcdesign.algebra.services import ALL, ICMP, ICMPV6, TCP, ports
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.text.saying import said


def speaker(**names: str) -> Speaker:
    changed: Json = document("three-tier")
    for noun in (one for several in changed.values() if isinstance(several, list) for one in several):
        if noun.get("id", "").replace("-", "_") in names:
            noun["name"] = names[noun["id"].replace("-", "_")]
    return Speaker(design(changed))


def test_a_name_stands_for_its_id_and_once_only() -> None:
    speak = speaker(app_1="web one", nat_a="way out")
    assert (
        speak("web one (app-1) and 2 more → internet by nat-a, rt-app-1")
        == "web one and 2 more → internet by way out, rt-app-1"
    )
    assert speak.both("nat-a") == "way out (nat-a)"
    assert speak.both("nat-b") == "nat-b"


def test_a_name_that_two_bear_stays_with_its_id() -> None:
    speak = speaker(app_1="web", app_2="web")
    assert speak("web (app-1) → db-1") == "web (app-1) → db-1"


def test_a_name_that_is_another_s_id_is_not_spoken() -> None:
    assert speaker(rt_app_b="app-c")("rt-app-b, app-c") == "rt-app-b, app-c"


def test_a_name_inside_a_longer_word_is_left_alone() -> None:
    assert speaker(app_1="web")("app-10, my-app-1 and front/app-1") == "app-10, my-app-1 and front/web"


def test_everything_of_a_family_is_one_word() -> None:
    assert said(ALL) == "all"
    assert said(difference(ALL, ports(ICMPV6))) == "all IPv4"
    assert said(difference(ALL, ports(ICMP))) == "all IPv6"
    assert said(ports(TCP, 443, 443)) == "tcp/443"
