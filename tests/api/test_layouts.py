"""The ready-made designs are found, loaded and named."""

from pathlib import Path

import pytest

from tests.house.checkout import ROOT
from vpcdesign.api import layouts
from vpcdesign.api.layouts import layout_names, layout_text, load_layout, load_layouts
from vpcdesign.errors import StorageError

SHIPPED = sorted(path.stem for path in (ROOT / "layouts").glob("*.json"))


def test_every_layout_of_the_checkout_is_listed_and_loads() -> None:
    assert layout_names() == SHIPPED
    assert "three-tier" in SHIPPED
    assert list(load_layouts()) == SHIPPED


def test_a_layout_is_given_as_it_is_shipped() -> None:
    assert layout_text("three-tier") == (ROOT / "layouts" / "three-tier.json").read_text(encoding="utf-8")
    assert load_layout("three-tier").name == "shop"


def test_an_unknown_layout_names_the_nearest() -> None:
    with pytest.raises(StorageError, match=r"^no layout is called `three-teir`: did you mean `three-tier`\?$"):
        load_layout("three-teir")
    with pytest.raises(StorageError, match=r"no layout is called `\.\./pyproject`: choose `bastion-host`, "):
        load_layout("../pyproject")


def test_the_layouts_of_a_wheel_stand_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "vpcdesign"
    (package / "layouts").mkdir(parents=True)
    (package / "layouts" / "one.json").write_text('{"name": "one"}', encoding="utf-8")
    monkeypatch.setattr(layouts, "files", lambda _: package)
    assert {name: design.name for name, design in load_layouts().items()} == {"one": "one"}


def test_an_installation_without_layouts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "files", lambda _: tmp_path / "vpcdesign")
    with pytest.raises(StorageError, match="missing from this installation: reinstall vpcdesign"):
        layout_names()
