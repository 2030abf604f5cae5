"""Slack's mrkdwn as the page draws it, tricky inputs included."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from bot.sandbox.server import PracticeServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# What is drawn, as HTML without attributes that only carry looks.
DRAW = """async ({module, text}) => {
  const {mrkdwn, textObject} = await import('/page/mrkdwn.js');
  const {markdown} = await import('/page/markdown.js');
  const people = {U1: {name: 'Ana <b>Bell</b>'}, U2: {name: 'Dan Reyes'}};
  const known = {
    me: 'U2', person: (id) => people[id], group: () => undefined,
    channel: (id) => (id === 'C1' ? {} : undefined),
    channelNames: new Map([['C1', 'support'], ['C2', 'elsewhere']]),
    now: () => new Date('2026-03-02T12:00:00Z'),
  };
  const place = document.createElement('div');
  if (module === 'markdown') place.append(markdown({text}, {known, headingLevel: 2}));
  else if (module === 'verbatim') {
    place.append(...textObject({type: 'mrkdwn', text, verbatim: true}, known));
  }
  else place.append(...mrkdwn(text, known));
  for (const node of place.querySelectorAll('*'))
    for (const name of ['class', 'tabindex', 'target', 'rel', 'title']) node.removeAttribute(name);
  return place.innerHTML;
}"""


class Draw:
    def __init__(self, page: Page, origin: str) -> None:
        self._page = page
        self.origin = origin

    async def text(self, text: str, module: str = "mrkdwn") -> str:
        return str(await self._page.evaluate(DRAW, {"module": module, "text": text}))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def draw(context: BrowserContext) -> AsyncIterator[Draw]:
    async with PracticeServer() as server:
        shown = await context.new_page()
        await shown.goto(server.url)
        yield Draw(shown, server.url)
        await shown.close()


CASES = {
    # styles
    "*bold* _it_ ~no~ `code`": "<strong>bold</strong> <em>it</em> <s>no</s> <code>code</code>",
    "*a*b": "*a*b",
    "a*b*c": "a*b*c",
    "*a*b*": "<strong>a*b</strong>",
    "* not bold *": "* not bold *",
    "2 * 3 * 4": "2 * 3 * 4",
    "snake_case_name": "snake_case_name",
    "*bold _and it_*": "<strong>bold <em>and it</em></strong>",
    "_*both*_, too": "<em><strong>both</strong></em>, too",
    "*two\nlines*": "*two<br>lines*",
    "`*not bold*`": "<code>*not bold*</code>",
    "*see <https://e.org|a*b*c>*": '<strong>see <a href="https://e.org">a*b*c</a></strong>',
    "**": "**",
    "(*bold*).": "(<strong>bold</strong>).",
    "é*é*": "é*é*",
    # escapes
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;script&gt;alert(1)&lt;/script&gt;": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<img src=x onerror=alert(1)>": "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;b&amp;gt; &amp;amp;": "&amp;lt;b&amp;gt; &amp;amp;",
    "&lt;!channel&gt;": "&lt;!channel&gt;",
    "a &quot; b": "a &amp;quot; b",
    "`<script>` &amp; ```<b>*x*</b>```": (
        "<code>&lt;script&gt;</code> &amp; <pre>&lt;b&gt;*x*&lt;/b&gt;</pre>"
    ),
    # links
    "<https://e.org/?a=1&amp;b=2|A &amp; B>": '<a href="https://e.org/?a=1&amp;b=2">A &amp; B</a>',
    "<javascript:alert(1)|here>": "&lt;javascript:alert(1)|here&gt;",
    "<mailto:a@e.org|write>": '<a href="mailto:a@e.org">write</a>',
    "see https://e.org/a_b_c.": 'see <a href="https://e.org/a_b_c">https://e.org/a_b_c</a>.',
    '<https://e.org/"onx="|q>': '<a href="https://e.org/&quot;onx=&quot;">q</a>',
    # mentions
    "<@U2> and <@U1>": "<span>@Dan Reyes</span> and <span>@Ana &lt;b&gt;Bell&lt;/b&gt;</span>",
    "<@U9|mara>": "<span>@mara</span>",
    "<#C1|other-name>": '<a href="#C1">#support</a>',
    "<#C2> <#C9|hidden>": "<span>#elsewhere</span> <span>#hidden</span>",
    "<!channel> <!here>": "<span>@channel</span> <span>@here</span>",
    "<!subteam^S1|@leads>": "<span>@leads</span>",
    "*<@U2>*: hi": "<strong><span>@Dan Reyes</span></strong>: hi",
    # dates: 2026-03-02 12:00 UTC is now
    "<!date^1772456400^{date_short_pretty} {time}|later>": "<time>today 13:00</time>",
    "<!date^1772373600^{date_pretty}|x>": "<time>yesterday</time>",
    "<!date^1767225600^{date_short}|x>": "<time>1 Jan 2026</time>",
    "<!date^1772456400^{nonsense}|13:00 UTC>": "<time>13:00 UTC</time>",
    "<!date^never^{time}|13:00 UTC>": "<time>13:00 UTC</time>",
    # lines
    "> one\n&gt; two\nthree": "<blockquote>one<br>two</blockquote>three",
    ">>> one\ntwo": "<blockquote>one<br>two</blockquote>",
    "a\n• one\n- two\nb": "a<ul><li>one</li><li>two</li></ul>b",
    "3. three\n4. four": '<ol><li value="3">three</li><li value="4">four</li></ol>',
    "a\n\nb": "a<br><br>b",
    "```\n  two\n *x*\n```after": "<pre>  two\n *x*</pre>after",
    "```never closed": "```never closed",
    # emoji
    ":wave: :no_such_one: 10:30:00": "👋 :no_such_one: 10:30:00",
    ":+1::skin-tone-3:": "👍",
    "": "",
}


@pytest.mark.parametrize("text", CASES, ids=ascii)
async def test_mrkdwn_is_drawn_as_slack_draws_it(draw: Draw, text: str) -> None:
    assert await draw.text(text) == CASES[text]


async def test_a_drawn_emoji_says_its_name(draw: Draw) -> None:
    assert 'role="img" aria-label="rotating light"' in await draw.text(":rotating_light:")


async def test_a_permalink_leads_to_a_place_on_the_page(draw: Draw) -> None:
    path = "/archives/C1/p1772456400000100"
    here = f"<{draw.origin}{path}|there>"
    assert await draw.text(here) == '<a href="#C1/1772456400.000100">there</a>'
    elsewhere = f"<https://northwind.example{path}|there>"
    assert f"https://northwind.example{path}" in await draw.text(elsewhere)


async def test_a_bare_address_in_verbatim_text_is_no_link(draw: Draw) -> None:
    text = "*see* https://e.org/a and <https://e.org|there>, <@U2>"
    drawn = await draw.text(text, "verbatim")
    assert "<strong>see</strong> https://e.org/a and <a " in drawn
    assert "Dan Reyes" in drawn


async def test_markdown_blocks_are_markdown(draw: Draw) -> None:
    text = "## Head\n\n**b** *i* ~~s~~ [t](https://e.org) <b>\n\n- one\n- two\n\n> said"
    assert await draw.text(text, "markdown") == (
        "<div><h2>Head</h2><p><strong>b</strong> <em>i</em> <s>s</s> "
        '<a href="https://e.org">t</a> &lt;b&gt;</p>'
        "<ul><li>one</li><li>two</li></ul><blockquote>said</blockquote></div>"
    )


async def test_forty_thousand_hostile_characters_do_not_hang_the_page(draw: Draw) -> None:
    for hostile in ("*a ", "_*~", "<", "`", "https://", ":a", "&gt;"):
        assert await draw.text(hostile * (40_000 // len(hostile)))
