"""A file in Slack's three steps; whatever is left out, or wrong, is refused."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer

CSV = b"name,sum\r\n=1+1,<b>\r\n"
PLACE = "C01INCIDENTS"


async def sent(
    client: AsyncWebClient, content: bytes, *, said: int | None = None
) -> tuple[str, int]:
    told = await client.files_getUploadURLExternal(filename="a.csv", length=said or len(content))
    async with (
        aiohttp.ClientSession() as session,
        session.post(told["upload_url"], data=content) as answer,
    ):
        return str(told["file_id"]), answer.status


async def test_a_file_is_shared_and_opened_as_a_table(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    file, status = await sent(client, CSV)
    assert status == 200
    await client.files_completeUploadExternal(
        files=[{"id": file, "title": "Sums"}], channel_id=PLACE, initial_comment="Here"
    )
    shown = slack.workspace.as_person("U01DAN").messages(PLACE)[-1]
    assert (shown.text, shown.files[0]["title"]) == ("Here", "Sums")
    async with aiohttp.ClientSession(slack.url) as session:
        async with session.get(f"/files/{file}") as page:
            assert "<td>=1+1</td><td>&lt;b&gt;</td>" in await page.text()
        async with session.get(f"/files/{file}/a.csv") as answer:
            assert await answer.read() == CSV
        async with session.get("/files/F0NONE") as answer:
            assert answer.status == 404


async def test_bytes_come_once_and_as_many_as_were_said(client: AsyncWebClient) -> None:
    file, status = await sent(client, CSV, said=3)
    assert status == 400
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": file, "title": "x"}])


async def test_a_file_is_completed_once(client: AsyncWebClient) -> None:
    file, _ = await sent(client, CSV)
    named: list[dict[str, str | None]] = [{"id": file, "title": "x"}]
    await client.files_completeUploadExternal(files=named, channel_id=PLACE)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=named, channel_id=PLACE)


@pytest.mark.parametrize(
    ("method", "asked", "error"),
    [
        ("files.getUploadURLExternal", {"filename": "a.csv", "length": 0}, "missing_argument"),
        ("files.getUploadURLExternal", {"filename": "a.csv"}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"length": 3}, "invalid_arguments"),
        ("files.completeUploadExternal", {}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": "[]"}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": '[{"id": "F0NONE"}]'}, "file_not_found"),
    ],
)
async def test_what_is_wrong_is_refused(
    client: AsyncWebClient, method: str, asked: dict[str, str], error: str
) -> None:
    with pytest.raises(SlackApiError, match=error):
        await client.api_call(method, params=asked)


async def test_an_address_is_not_asked_for_in_json(client: AsyncWebClient) -> None:
    asked = {"filename": "a.csv", "length": 3}
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.api_call("files.getUploadURLExternal", json=asked)


async def test_files_need_their_scope() -> None:
    installed = Installation(scopes=frozenset({"chat:write"}))
    async with PracticeServer(installation=installed) as slack:
        client = AsyncWebClient("xoxb-practice", base_url=slack.api_url, retry_handlers=[])
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client.files_getUploadURLExternal(filename="a.csv", length=3)


async def test_a_page_joins_a_thread_and_is_opened_as_a_page(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel=PLACE, text="INC-1")
    page = b"<!doctype html><title>x</title>"
    told = await client.files_getUploadURLExternal(filename="a.html", length=len(page))
    async with aiohttp.ClientSession() as session:
        await session.post(told["upload_url"], data=page)
        named = [{"id": told["file_id"], "title": "x"}]
        await client.files_completeUploadExternal(
            files=named, channel_id=PLACE, thread_ts=parent["ts"], initial_comment="The record"
        )
        seen = slack.workspace.as_person("U01DAN").thread(PLACE, str(parent["ts"]))[-1]
        assert seen.text == "The record"
        async with session.get(seen.files[0]["permalink"]) as answer:
            assert await answer.read() == page
            assert answer.headers["Content-Security-Policy"] == "sandbox"


async def test_a_thread_that_is_not_there_takes_no_file(client: AsyncWebClient) -> None:
    file, _ = await sent(client, CSV)
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await client.files_completeUploadExternal(
            files=[{"id": file, "title": "x"}], channel_id=PLACE, thread_ts="1.000001"
        )
