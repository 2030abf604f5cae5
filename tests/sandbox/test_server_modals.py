"""Modals: opened, updated, pushed, submitted, closed."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.server import PracticeServer
from bot.sandbox.tickets import Limits
from tests.sandbox.conftest import Connect
from tests.sandbox.desk import NOTE, Desk, Json, modal, opened, text_input, words


async def test_a_modal_is_opened_filled_in_and_submitted(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor, mara: Actor
) -> None:
    desk = Desk(app, modal(text_input("what"), private_metadata="INC-7"))
    await opened(desk, connect, slack, dan)
    assert mara.modal is None

    dan.fill("what", "Payments fail")
    assert await dan.submit() is None

    assert dan.modal is None
    view = desk.submitted[0]["view"]
    typed = view["state"]["values"]["what"]["text"]
    assert typed == {"type": "plain_text_input", "value": "Payments fail"}
    assert view["private_metadata"] == "INC-7"
    assert desk.submitted[0]["user"]["id"] == "U01DAN"


async def test_slacks_client_asks_for_required_fields_itself(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what"), {**text_input("why"), "optional": True}))
    await opened(desk, connect, slack, dan)

    assert await dan.submit() == "incomplete"

    assert dan.modal is not None
    assert dan.modal.errors == {"what": "Please complete this required field."}
    assert desk.submitted == []


async def test_errors_stay_under_their_field_with_the_text(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what")))
    desk.answer = {"response_action": "errors", "errors": {"what": "Say it plainly."}}
    await opened(desk, connect, slack, dan)

    dan.fill("what", "INC")
    await dan.submit()

    assert dan.modal is not None
    assert dan.modal.errors == {"what": "Say it plainly."}
    assert dan.modal.values["what"]["text"]["value"] == "INC"


async def test_typed_values_survive_an_update_of_the_same_fields(
    slack: PracticeServer, app: AsyncApp, connect: Connect, client: AsyncWebClient, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what"), text_input("why")))
    await opened(desk, connect, slack, dan)
    dan.fill("what", "Payments fail")
    dan.fill("why", "A release")

    changed = modal(text_input("what", initial_value="Ignored"), text_input("why now"))
    await client.views_update(view_id=desk.opened["id"], hash=desk.opened["hash"], view=changed)

    assert dan.modal is not None
    assert dan.modal.values["what"]["text"]["value"] == "Payments fail"
    assert dan.modal.values["why now"]["text"]["value"] is None


async def test_an_update_with_an_old_hash_is_refused(
    slack: PracticeServer, app: AsyncApp, connect: Connect, client: AsyncWebClient, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what")))
    await opened(desk, connect, slack, dan)
    view_id, stale = desk.opened["id"], desk.opened["hash"]
    await client.views_update(view_id=view_id, view=modal(text_input("what")))

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view_id, hash=stale, view=modal(text_input("what")))


async def test_a_closed_modal_cannot_be_updated(
    slack: PracticeServer, app: AsyncApp, connect: Connect, client: AsyncWebClient, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what")))
    await opened(desk, connect, slack, dan)
    await dan.close()

    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id=desk.opened["id"], view=modal(text_input("what")))


async def test_a_submission_can_update_push_and_clear(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    desk = Desk(app, modal(NOTE))
    await opened(desk, connect, slack, dan)

    desk.answer = {"response_action": "update", "view": modal(NOTE, title=words("Second"))}
    await dan.submit()
    assert dan.modal is not None
    assert dan.modal.content["title"]["text"] == "Second"

    desk.answer = {"response_action": "push", "view": modal(NOTE, title=words("Third"))}
    await dan.submit()
    assert dan.modal.content["title"]["text"] == "Third"
    await dan.close()
    assert dan.modal.content["title"]["text"] == "Second"

    await dan.submit()
    desk.answer = {"response_action": "clear"}
    await dan.submit()
    assert dan.modal is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "No."}},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
async def test_an_answer_slack_would_not_take_keeps_the_modal_and_is_a_complaint(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor, answer: Json
) -> None:
    desk = Desk(app, modal(text_input("what")))
    await connect(app)
    await dan.slash("#incidents", "/incident open")
    await slack.workspace.until(lambda: dan.modal is not None)
    dan.fill("what", "Payments fail")

    desk.answer = answer
    assert await dan.submit() == "bad_answer"

    assert dan.modal is not None
    assert len(slack.workspace.complaints) == 1


async def test_a_trigger_opens_one_modal(
    slack: PracticeServer, app: AsyncApp, connect: Connect, client: AsyncWebClient, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what")))
    await opened(desk, connect, slack, dan)

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=desk.triggers[0], view=desk.view)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client.views_open(trigger_id="12345.98765.abcd", view=desk.view)


@pytest.mark.parametrize("limits", [Limits(trigger_s=0)])
async def test_a_trigger_expires(
    slack: PracticeServer, app: AsyncApp, connect: Connect, client: AsyncWebClient, dan: Actor
) -> None:
    triggers: list[str] = []

    @app.command("/incident")
    async def keep(ack: AsyncAck, command: Json) -> None:
        triggers.append(command["trigger_id"])
        await ack()

    await connect(app)
    await dan.slash("#incidents", "/incident open")

    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=triggers[0], view=modal(text_input("what")))


async def test_closing_is_told_where_the_modal_asks_for_it(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    told: list[Json] = []

    async def closed(ack: AsyncAck, body: Json) -> None:
        told.append(body)
        await ack()

    app.view_closed("open")(closed)
    desk = Desk(app, modal(text_input("what"), notify_on_close=True))
    await opened(desk, connect, slack, dan)

    await dan.close()

    assert [(body["type"], body["is_cleared"]) for body in told] == [("view_closed", False)]
