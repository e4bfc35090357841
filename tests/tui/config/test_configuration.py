"""The file: read whatever it says, and changed by one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.tui.commands.registry import ALL, default_keys
from vpcdesign.tui.config import file
from vpcdesign.tui.config.reading import Configuration, read
from vpcdesign.tui.config.settings import SCHEMA, Settings, example, written
from vpcdesign.tui.config.writing import UnwritableError, with_value

OWN = """# my file
theme = "vpc-light"  # for the train

[keys]
# as in my editor
undo = "Z"
file.open = ["ctrl+o", "O"]
"""


def of(text: str) -> Configuration:
    return read(text, ALL)


def test_an_empty_file_changes_nothing() -> None:
    assert of("") == Configuration(Settings(), default_keys())


def test_a_file_says_settings_and_keys() -> None:
    found = of(OWN)
    assert found.settings == Settings(theme="vpc-light")
    assert not found.problems
    assert found.keys["Z"] == "undo"
    assert "u" not in found.keys
    assert found.keys["O"] == "file.open"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "vpc-drak"', "Configuration line 1 left out: `vpc-drak` is no theme; nearest: vpc-dark."),
        ('\nmotion = "no"', "Configuration line 2 left out: `no` is no motion; choose `true` or `false`."),
        ("motion = 1", "Configuration line 1 left out: `1` is no motion; choose `true` or `false`."),
        ('themes = "vpc-dark"', "Configuration line 1 left out: `themes` is no setting; nearest: theme."),
        ('# a\n\n[keys]\nundo = "ctrl+b"', "Keymap line 4 left out: ctrl+b is kept free for tmux."),
        ("[keys]\nundo = 3", 'Configuration line 2 left out: `undo` needs a key like "z", or a list of keys.'),
        ("keys = 3", "Configuration line 1 left out: `keys` is a table: write `[keys]` over the keys."),
        (
            '[keys]\n"tab.mpa" = "9"',
            "Keymap line 2 left out: `tab.mpa` is no command; nearest: tab.map.",
        ),
        ("theme = ", "The configuration is left out: invalid value (at end of document)."),
        ('a = 1\nb = "', "The configuration is left out: unterminated string (at end of document)."),
    ],
)
def test_every_mistake_is_told_by_its_line_and_the_rest_holds(text: str, words: str) -> None:
    found = of(text)
    assert found.problems == (words,)
    assert found == Configuration(Settings(), default_keys(), found.problems)


def test_the_example_of_the_documentation_says_what_is_so_anyway() -> None:
    assert of(example()) == Configuration(Settings(), default_keys())
    assert [one.key for one in SCHEMA] == list(Settings.__dataclass_fields__)


def test_every_default_is_a_choice_and_choices_go_round() -> None:
    for one in SCHEMA:
        assert one.default in one.choices
        value = one.default
        for _ in one.choices:
            value = one.after(value)
        assert value == one.default
        assert one.after(one.after(value), -1) == value


def test_a_changed_setting_changes_its_line_only() -> None:
    assert with_value(OWN, "theme", "vpc-safe") == OWN.replace('"vpc-light"', '"vpc-safe"')


def test_a_new_setting_stands_before_the_first_table_and_its_comment() -> None:
    assert with_value(OWN, "motion", value=False) == OWN.replace("\n[keys]", "motion = false\n\n[keys]".lstrip("\n"), 1)
    assert with_value("", "mouse", value=False) == "mouse = false\n"
    assert with_value('zoom = "dots"', "mouse", value=False) == 'zoom = "dots"\nmouse = false\n'
    assert with_value("# about keys\n[keys]\n", "mouse", value=False) == "mouse = false\n# about keys\n[keys]\n"


def test_what_cannot_be_changed_by_one_line_is_not_changed() -> None:
    with pytest.raises(UnwritableError, match="is not TOML"):
        with_value("theme = ", "theme", "vpc-dark")
    with pytest.raises(UnwritableError):
        with_value('theme = """\nvpc-dark"""', "theme", "vpc-light")


COMMENT = st.sampled_from(["", " # mine", '\t# = "x"', "\r"])


@given(
    st.lists(st.sampled_from(["", "# a = 1", "  # [keys]"]), max_size=3),
    st.dictionaries(st.sampled_from([one.key for one in SCHEMA]), st.tuples(st.integers(0, 9), COMMENT)),
    st.sampled_from(["", "\n[keys]\nundo = 'z'\n", "# about\n[keys]\ntheme = 't'\n"]),
    st.sampled_from(SCHEMA),
)
def test_whatever_a_person_wrote_stays(
    head: list[str], chosen: dict[str, tuple[int, str]], keys: str, setting: object
) -> None:
    schema = {one.key: one for one in SCHEMA}
    lines = [
        f"{key} = {written(schema[key].choices[at % len(schema[key].choices)])}{c}" for key, (at, c) in chosen.items()
    ]
    text = "\n".join([*head, *lines, keys])
    one = schema[setting.key]  # type: ignore[attr-defined]
    for value in one.choices:
        after = with_value(text, one.key, value)
        assert getattr(of(after).settings, one.key) == value
        before_lines, after_lines = text.split("\n"), after.split("\n")
        changed = [line for line in after_lines if line not in before_lines]
        assert len(changed) <= 1
        assert not [line for line in before_lines if line not in after_lines and not line.startswith(one.key)]


def test_the_file_is_made_when_something_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert file.load() == Configuration(Settings(), default_keys())
    assert file.store("theme", "vpc-contrast") == ""
    assert file.load().settings.theme == "vpc-contrast"
    assert file.config_file().read_text() == 'theme = "vpc-contrast"\n'


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file.config_file().mkdir(parents=True)
    assert file.load().problems[0].startswith("The configuration is left out: ")
    assert "is not changed: " in file.store("theme", "vpc-light")
