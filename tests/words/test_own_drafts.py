"""Drafts of an organisation's own: they count in place of ours, and every fault is told at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from bot.settings import BadSettings, load
from messages.drafts.catalogue import FLAGS, SLOTS
from messages.drafts.draft import phone_script, write_draft
from messages.drafts.own import BadDrafts, own_drafts
from messages.drafts.proof import broken_rules
from messages.drafts.required import REQUIRED
from messages.drafts.sample import ORGANISATION, empty
from messages.drafts.shelf import file_names, shipped
from tests.words.test_drafts import WRITTEN

OURS = shipped("en")
GOOD = """A1 | {impact_sentence}
A2 | We are sorry.

A3 [+current_action] | {current_action}
A3 [-eta] | We cannot say yet when it will work again.
R4 | Next update: by {next_update_at}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts" / "en").mkdir(parents=True)
    return tmp_path / "drafts"


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadDrafts) as told:
        own_drafts(folder, Organisation())
    return [one.replace(f"{folder}/", "") for one in told.value.problems]


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_draft_of_ones_own_stands_in_place_of_ours(folder: Path) -> None:
    put(folder, "en/K01.tmpl", GOOD)
    organisation = replace(ORGANISATION, drafts=own_drafts(folder, Organisation()))

    assert write_draft(empty(Kind.FIRST_WORD, "", organisation)) == (
        "You cannot sign in to the app or website.\n"
        "We are sorry.\n"
        "We cannot say yet when it will work again.\n"
        "Next update: by 15:00 UTC."
    )
    other = empty(Kind.HOLDING, "1", organisation)
    assert write_draft(other) == write_draft(replace(other, organisation=ORGANISATION))


def test_the_folder_of_a_country_goes_before_that_of_its_language(folder: Path) -> None:
    (folder / "en_GB").mkdir()
    put(folder, "en/K01.tmpl", GOOD)
    put(folder, "en/K18.tmpl", OURS["K18.tmpl"])
    put(folder, "en_GB/K01.tmpl", OURS["K01.tmpl"])

    british = own_drafts(folder, Organisation(locale="en_GB"))
    irish = own_drafts(folder, Organisation(locale="en_IE"))

    assert british == {name: OURS[name] for name in ("K01.tmpl", "K18.tmpl")}
    assert irish == {"K01.tmpl": GOOD, "K18.tmpl": OURS["K18.tmpl"]}


def test_all_our_own_files_would_pass_as_somebody_elses(folder: Path) -> None:
    for name, text in OURS.items():
        put(folder, f"en/{name}", text)

    assert own_drafts(folder, Organisation()) == OURS


@pytest.mark.parametrize(("kind", "variant"), WRITTEN)
def test_no_rule_stops_our_drafts(kind: Kind, variant: str) -> None:
    assert list(broken_rules(kind, variant, ORGANISATION)) == []


def test_the_phone_script_can_be_ones_own(folder: Path) -> None:
    put(folder, "en/K09.toml", OURS["K09.toml"].replace("Please tell me", "Tell me, please,"))
    organisation = replace(ORGANISATION, drafts=own_drafts(folder, Organisation()))

    said = [stage.say for stage in phone_script(empty(Kind.PHONE, "", organisation))]

    assert "Tell me, please, what has happened." in said


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("K01.tml", GOOD, ["en/K01.tml: serves no draft. Did you mean K01.tmpl?"]),
        (
            "K01.tmpl",
            GOOD.replace("R4 | Next", "R4 Next"),
            ["en/K01.tmpl:6: must look like A1 R3 [+scope -cause] | It affects {scope}."],
        ),
        (
            "K01.tmpl",
            GOOD.replace("A2 |", "B2 |").replace("[-eta]", "[eta]"),
            [
                "en/K01.tmpl:2: must look like A1 R3 [+scope -cause] | It affects {scope}.",
                "en/K01.tmpl:5: must look like A1 R3 [+scope -cause] | It affects {scope}.",
            ],
        ),
        (
            "K01.tmpl",
            GOOD + "A3 | It affects {scop}, {{7*7}} and {0}.\n",
            [
                "en/K01.tmpl:7: {scop} is not a slot. Did you mean {scope}?",
                "en/K01.tmpl:7: {7*7} is not a slot. Did you mean",
                "en/K01.tmpl:7: {0} is not a slot. Did you mean",
            ],
        ),
        (
            "K01.tmpl",
            GOOD + "A3 [-no_scop] | We count.\n",
            ["en/K01.tmpl:7: [no_scop] is not a condition. Did you mean no_scope?"],
        ),
        (
            "K01.tmpl",
            GOOD.replace("{next_update_at}", "noon UTC"),
            ["en/K01.tmpl: it must say {next_update_at} (when they hear from us next)."],
        ),
        (
            "K01.tmpl",
            GOOD + "R1 | Your data is safe.\n",
            ["en/K01.tmpl:7: T10 would stop these words: “Your data is safe”."],
        ),
        (
            "K01.tmpl",
            GOOD.replace("cannot say yet when", "fix it as quickly as possible, when"),
            ["en/K01.tmpl:5: T01 would stop these words: “"],
        ),
        ("K01.tmpl", GOOD * 11, ["en/K01.tmpl: more than 60 lines."]),
        ("K01.tmpl", GOOD * 200, ["en/K01.tmpl: larger than 20,000 bytes. Cut it."]),
        ("K09.toml", "[[stages]", ["en/K09.toml: not valid TOML: "]),
        (
            "K09.toml",
            OURS["K09.toml"].replace("{concern}", "{cocern}", 1),
            ["en/K09.toml:38: {cocern} is not a slot. Did you mean {concern}?"],
        ),
        (
            "K09.toml",
            OURS["K09.toml"].replace("R3 | Please", "Please").replace("title = ", "titel = ", 1),
            [
                "en/K09.toml:5: title: field required.",
                "en/K09.toml:7: titel: extra inputs are not permitted.",
                "en/K09.toml:19: must look like A1 R3 [+scope -cause] | It affects {scope}.",
            ],
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(
    folder: Path, name: str, text: str, told: list[str]
) -> None:
    put(folder, f"en/{name}", text)
    found = problems(folder)

    assert len(found) == len(told), found
    assert [one[: len(told[at])] for at, one in enumerate(found)] == told


def test_words_in_another_encoding_are_refused(folder: Path) -> None:
    (folder / "en" / "K01.tmpl").write_bytes(GOOD.encode() + "A1 | Entschädigung".encode("latin-1"))

    assert problems(folder) == ["en/K01.tmpl:7: not in UTF-8. Save it once more in UTF-8."]


def test_a_mark_at_the_start_and_foreign_line_ends_do_no_harm(folder: Path) -> None:
    text = "\ufeff" + GOOD.replace("\n", " \r\n")
    (folder / "en" / "K01.tmpl").write_bytes(text.encode())

    [own] = own_drafts(folder, Organisation()).values()
    assert own.splitlines()[0].startswith("A1 |")


def test_files_stand_in_the_folder_of_a_language(folder: Path) -> None:
    put(folder, "K01.tmpl", GOOD)
    put(folder, ".note", "left alone")
    (folder / "english").mkdir()
    (folder / "en" / "K02.1.tmpl").mkdir()

    assert problems(folder) == [
        "K01.tmpl: must stand in a folder named for its language, like en/K01.tmpl.",
        "en/K02.1.tmpl: cannot be read (Is a directory). It must be a file.",
        "english: must be named for a language, like en or en_GB.",
    ]


def test_the_settings_name_the_folder_and_a_fault_there_stops_the_start(folder: Path) -> None:
    path = folder.parent / "candour.toml"
    path.write_text('[words]\ndrafts = "drafts"\nbrand = "Northwind"\n', encoding="utf-8")
    put(folder, "en/K01.tmpl", GOOD)

    organisation = load({}, path).organisation
    assert organisation.drafts == {"K01.tmpl": GOOD}
    assert organisation.voice.brand == "Northwind"

    put(folder, "en/K01.tmpl", GOOD + "A1 | {nothing}\n")
    put(folder, "en/K99.tmpl", GOOD)
    with pytest.raises(BadSettings) as told:
        load({"CANDOUR_PROT": "1"}, path)
    assert [one.split()[0].rpartition("/")[2] for one in told.value.problems] == [
        "CANDOUR_PROT",
        "K01.tmpl:7:",
        "K99.tmpl:",
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDrafts, match=r"nowhere: not a folder\. Make it, or change drafts"):
        own_drafts(tmp_path / "nowhere", Organisation())


def test_every_draft_says_what_it_must(folder: Path) -> None:
    assert {f"{name}.tmpl" for name in REQUIRED} | {"K09.toml"} == set(file_names())


def test_the_guide_names_every_file_slot_and_condition() -> None:
    guide = Path("docs/drafts.md").read_text(encoding="utf-8")

    assert {name for name in (*file_names(), *SLOTS, *FLAGS) if f"`{name}`" not in guide} == set()
