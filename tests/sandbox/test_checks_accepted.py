"""What slack_sdk's typed blocks serialise, Slack accepts, and so do the checks."""

from typing import Any

import pytest
from slack_sdk.models import blocks as sdk
from slack_sdk.models.views import View

from bot.sandbox.checks import problems_of_blocks, problems_of_message, problems_of_view

Json = dict[str, Any]

CONFIRM = sdk.ConfirmObject(title="Send it?", text="*Everybody* will see it.", style="danger")
CHOICES = [sdk.Option(value="pay", text="Payments"), sdk.Option(value="app", text="App")]
GROUPS = [sdk.OptionGroup(label="Channels", options=CHOICES)]
MARKED = [sdk.Option(value="a", text={"type": "mrkdwn", "text": "*a*"}, description="first")]
PICTURE = sdk.ImageElement(image_url="https://example.org/a.png", alt_text="A graph")
BUTTON = sdk.ButtonElement(
    text="Post update", action_id="post", value="INC-7", style="primary", confirm=CONFIRM
)

CHOSEN_ONCE: list[sdk.InputInteractiveElement] = [
    sdk.StaticSelectElement(action_id="a", options=CHOICES, initial_option=CHOICES[1]),
    sdk.StaticSelectElement(action_id="a", option_groups=GROUPS, confirm=CONFIRM),
    sdk.ExternalDataSelectElement(action_id="a", min_query_length=0, placeholder="Which one?"),
    sdk.UserSelectElement(action_id="a", initial_user="U01DAN"),
    sdk.ChannelSelectElement(action_id="a", initial_channel="C01INCIDENTS"),
    sdk.ConversationSelectElement(
        action_id="a",
        default_to_current_conversation=True,
        filter=sdk.ConversationFilter(include=["public"], exclude_bot_users=True),
    ),
    sdk.RadioButtonsElement(action_id="a", options=MARKED, initial_option=MARKED[0]),
    sdk.CheckboxesElement(action_id="a", options=MARKED, initial_options=MARKED),
    sdk.DatePickerElement(action_id="a", initial_date="2026-02-28"),
    sdk.TimePickerElement(action_id="a", initial_time="09:30", timezone="Europe/London"),
]
CHOSEN_OFTEN: list[sdk.InputInteractiveElement] = [
    sdk.StaticMultiSelectElement(
        action_id="a", options=CHOICES, initial_options=CHOICES, max_selected_items=2
    ),
    sdk.ExternalDataMultiSelectElement(action_id="a", initial_options=CHOICES),
    sdk.UserMultiSelectElement(action_id="a", initial_users=["U01DAN"]),
    sdk.ConversationMultiSelectElement(action_id="a", initial_conversations=["C01SUPPORT"]),
    sdk.ChannelMultiSelectElement(action_id="a", initial_channels=["C01SUPPORT"]),
]
TYPED: list[sdk.InputInteractiveElement] = [
    sdk.PlainTextInputElement(
        action_id="a",
        initial_value="",
        multiline=True,
        min_length=0,
        max_length=3000,
        placeholder="What changed",
        focus_on_load=True,
        dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]},
    ),
    sdk.EmailInputElement(action_id="a", initial_value="dan@example.org"),
    sdk.UrlInputElement(action_id="a", initial_value="https://example.org"),
    sdk.NumberInputElement(
        action_id="a", is_decimal_allowed=True, initial_value=2.5, min_value=0, max_value="10"
    ),
    sdk.DateTimePickerElement(action_id="a", initial_date_time=1770000000),
]
RICH = sdk.RichTextBlock(
    elements=[
        sdk.RichTextSectionElement(
            elements=[
                sdk.RichTextElementParts.Text(text="Back ", style={"bold": True}),
                sdk.RichTextElementParts.User(user_id="U01DAN"),
                sdk.RichTextElementParts.Link(url="https://example.org", text="status"),
                sdk.RichTextElementParts.Emoji(name="tada"),
                sdk.RichTextElementParts.Broadcast(range="here"),
                sdk.RichTextElementParts.Date(timestamp=1770000000, format="{time}"),
            ]
        ),
        sdk.RichTextListElement(
            style="bullet",
            indent=1,
            elements=[
                sdk.RichTextSectionElement(elements=[sdk.RichTextElementParts.Text(text="one")])
            ],
        ),
        sdk.RichTextQuoteElement(elements=[sdk.RichTextElementParts.Text(text="said")]),
        sdk.RichTextPreformattedElement(elements=[sdk.RichTextElementParts.Text(text="log")]),
    ]
)
EVERYWHERE: list[sdk.Block] = [
    sdk.HeaderBlock(text="INC-7 · investigating", block_id="title"),
    sdk.SectionBlock(text="*Payments* fail", expand=True),
    sdk.SectionBlock(fields=["*Since*\n13:05", sdk.PlainTextObject(text="sev 1", emoji=True)]),
    sdk.SectionBlock(text=sdk.MarkdownTextObject(text="x" * 3000, verbatim=True)),
    sdk.DividerBlock(),
    sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="<@U01DAN>"), PICTURE]),
    sdk.ImageBlock(image_url="https://example.org/a.png", alt_text="A graph", title="Errors"),
    sdk.ActionsBlock(
        elements=[
            BUTTON,
            sdk.LinkButtonElement(text="Status page", action_id="b", url="https://example.org"),
            sdk.OverflowMenuElement(
                action_id="c", options=[sdk.Option(value="x", text="X", url="https://example.org")]
            ),
        ]
    ),
    RICH,
    *[sdk.SectionBlock(text="Which?", accessory=e) for e in (BUTTON, PICTURE, *CHOSEN_ONCE)],
    *[sdk.SectionBlock(text="Which?", accessory=element) for element in CHOSEN_OFTEN],
    *[sdk.ActionsBlock(elements=[element]) for element in CHOSEN_ONCE],
    *[sdk.InputBlock(label="Which?", element=e) for e in (*CHOSEN_ONCE, *CHOSEN_OFTEN)],
    sdk.InputBlock(
        label="What changed", element=TYPED[0], hint="Plain words", optional=True, block_id="w"
    ),
    sdk.CardBlock(title="Payments", body="Back since 13:40", actions=[BUTTON]),
]
CARD = sdk.CardBlock(title="Payments", hero_image=PICTURE)
ON_MESSAGES: list[sdk.Block] = [
    sdk.MarkdownBlock(text="**Payments** are back"),
    sdk.CarouselBlock(elements=[CARD, CARD]),
    sdk.ContainerBlock(
        title="Details", child_blocks=[sdk.SectionBlock(text="x")], is_collapsible=True
    ),
    sdk.TableBlock(
        rows=[
            [{"type": "raw_text", "text": "Channel"}, {"type": "raw_text", "text": "Sent"}],
            [RICH.to_dict(), {"type": "raw_number", "value": 3, "text": "3"}],
        ],
        column_settings=[None, {"align": "right", "is_wrapped": True}],
    ),
]
IN_MODALS: list[sdk.Block] = [
    sdk.AlertBlock(text="Nothing is saved yet", level="warning"),
    *[sdk.InputBlock(label="What changed", element=element) for element in TYPED],
]


def kind_of(block: sdk.Block) -> str:
    return str(block.type)


@pytest.mark.parametrize("block", [*EVERYWHERE, *ON_MESSAGES], ids=kind_of)
def test_a_message_may_hold(block: sdk.Block) -> None:
    assert problems_of_message({"text": "INC-7", "blocks": [block.to_dict()]}) == []


@pytest.mark.parametrize("block", [*EVERYWHERE, *IN_MODALS], ids=kind_of)
def test_a_modal_may_hold(block: sdk.Block) -> None:
    view = View(
        type="modal",
        title="Post an update",
        submit="Send",
        close="Back",
        callback_id="update",
        private_metadata="INC-7",
        notify_on_close=True,
        blocks=[block],
    )

    assert problems_of_view(view.to_dict()) == []


@pytest.mark.parametrize("block", EVERYWHERE, ids=kind_of)
def test_a_home_tab_may_hold(block: sdk.Block) -> None:
    assert problems_of_view(View(type="home", blocks=[block]).to_dict()) == []


def test_rows_of_a_list_may_share_a_button() -> None:
    rows = [sdk.SectionBlock(text=f"INC-{n}", accessory=BUTTON).to_dict() for n in range(50)]

    assert problems_of_blocks(rows, "message") == []


def test_the_largest_message_that_slack_takes() -> None:
    payload: Json = {
        "channel": "C01INCIDENTS",
        "text": "x" * 40_000,
        "blocks": [{"type": "divider", "block_id": f"{n:0255}"} for n in range(50)],
        "metadata": {"event_type": "candour", "event_payload": {"delivery": "31"}},
        "unfurl_links": "false",
    }

    assert problems_of_message(payload) == []


def test_an_update_may_take_all_blocks_away() -> None:
    assert problems_of_message({"ts": "1.2", "text": "Gone", "blocks": []}) == []
