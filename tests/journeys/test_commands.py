"""What is typed after `/incident`: found, forgiven, asked about, and never lost."""

from tests.driver import AGENT, INCIDENTS, LEAD, SUPPORT, Bot

NEED_ONE = ("status", "update", "hold", "draft", "credit", "resolve")


async def test_alone_it_shows_what_needs_this_person(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in", by=LEAD)

    answer = await bot.slash("")

    assert "These need you" in answer
    assert "Customers cannot pay by card" in answer
    assert "Customers cannot sign in" not in answer


async def test_alone_with_nothing_open_it_says_what_to_type(bot: Bot) -> None:
    answer = await bot.slash("")

    assert "Nothing needs you now." in answer
    assert "`/incident open`" in answer


async def test_the_list_has_every_open_one(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in", by=LEAD)
    await bot.slash("open Customers cannot export")
    await bot.resolve(3)

    answer = await bot.slash("list", channel=SUPPORT)

    assert "Open: 2" in answer
    assert "*INC-1* · Customers cannot pay by card" in answer
    assert "*INC-2* · Customers cannot sign in" in answer
    assert "INC-3" not in answer


async def test_the_list_puts_the_longest_overdue_first(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")
    await bot.slash("severity INC-2 1")

    answer = await bot.slash("list")

    assert answer.index("INC-2") < answer.index("INC-1")


async def test_status_shows_the_card_and_what_happened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update The provider has found the failing part.", by=LEAD)

    await bot.slash("status")

    shown = bot.whispers(INCIDENTS, AGENT)[-1].words
    assert f"<@{AGENT}> opened the incident." in shown
    assert f"<@{LEAD}> gave customers the first word." in shown
    assert "> The provider has found the failing part." in shown


async def test_help_has_a_line_for_each_command(bot: Bot) -> None:
    lines = (await bot.slash("help")).splitlines()

    words = [line.split("`")[1].removeprefix("/incident ").split(" ")[0] for line in lines]
    assert " ".join(words) == (
        "open list status update hold draft facts promise customer customers case followups call "
        "calls credit letter takeback export owed delegate report obstacle severity handover "
        "resolve reopen prevention cancel drill help"
    )
    assert all(line.split("`")[2].strip() for line in lines)


async def test_a_mistyped_word_gets_the_nearest_one_and_the_text_back(bot: Bot) -> None:
    answer = await bot.slash("udpate The provider has found the failing part.")

    assert "Did you mean `/incident update`?" in answer
    assert "udpate The provider has found the failing part." in answer


async def test_a_word_like_no_other_gets_no_suggestion(bot: Bot) -> None:
    answer = await bot.slash("xyzzy")

    assert "I do not know the word “xyzzy”. `/incident help` lists them all." in answer


async def test_capitals_and_blanks_do_not_matter(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for typed in ("STATUS inc-1", "  status   INC-1  ", "Status Inc-1", "status  inc-1:", "status"):
        assert "INC-1 · Customers cannot pay by card" in await bot.slash(typed), typed


async def test_a_line_break_ends_a_word_like_a_blank(bot: Bot) -> None:
    await bot.slash("open\nCustomers cannot pay\nby card")
    answer = await bot.slash("update INC-1\nWe look into it.\n\nThe provider helps.")
    await bot.deliver()

    assert "Noted as sent" in answer
    assert "INC-1 · Customers cannot pay by card" in bot.card().text
    assert "> We look into it.\n> \n> The provider helps." in bot.thread()[-1].text


async def test_an_unknown_kind_of_draft_is_said_to_be_unknown(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    assert "K99" in await bot.slash("draft K99")


async def test_a_severity_can_be_typed_in_many_ways(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for typed in ("sev1", "SEV 2", "1", "s3", "INC-1 4", "inc-1 sev2"):
        assert "INC-1 was SEV" in await bot.slash(f"severity {typed}"), typed


async def test_what_is_no_severity_is_refused_with_an_example(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for typed in ("9", "0", "bad", ""):
        answer = await bot.slash(f"severity {typed}")
        assert f"“{typed}” is not a severity." in answer
        assert "`/incident severity 2`" in answer


async def test_the_same_severity_again_changes_nothing(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    assert "INC-1 is SEV2 already." in await bot.slash("severity 2")
    await bot.deliver()
    assert bot.thread() == []


async def test_an_unknown_number_is_said_to_be_unknown(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for word in NEED_ONE:
        answer = await bot.slash(f"{word} INC-99")
        assert "There is no incident “INC-99”. To see the open ones: `/incident list`." in answer


async def test_with_nothing_open_it_says_how_to_open_one(bot: Bot) -> None:
    for word in NEED_ONE:
        assert "No incident is open. To open one: `/incident open`" in await bot.slash(word)


async def test_an_update_that_is_refused_comes_back(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.resolve()

    for named in ("", "INC-99 ", "INC-1 "):
        answer = await bot.slash(f"update {named}The provider has found the failing part.")
        assert "The provider has found the failing part." in answer


async def test_the_only_open_one_in_this_channel_is_meant(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")
    await bot.resolve()

    assert "INC-2: noted that it is fixed" in await bot.slash("resolve", channel=SUPPORT)


async def test_an_incident_resolved_twice_or_reopened_twice_says_so(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    assert "INC-1 is open already." in await bot.slash("reopen INC-1")
    await bot.resolve()
    assert "INC-1 is over." in await bot.slash("resolve INC-1")


async def test_people_who_belong_to_nothing_open_are_told_how_many_others_own(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    assert "Open, with other owners: 1." in await bot.slash("", by=LEAD)


async def test_words_below_a_refused_command_come_back_as_well(bot: Bot) -> None:
    answer = await bot.slash("update\nPayments are back.")

    assert "No incident is open." in answer
    assert "```\nPayments are back.\n```" in answer


async def test_a_bare_number_names_that_incident_and_not_the_only_open_one(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for word in ("status", "hold", "credit", "resolve", "reopen"):
        assert "There is no incident “INC-7”" in await bot.slash(f"{word} 7")
    assert "INC-1: noted that it is fixed" in await bot.slash("resolve 1")
