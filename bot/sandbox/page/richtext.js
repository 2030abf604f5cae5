// Slack's rich_text block: what people get when they format with the toolbar.

import { el } from "./dom.js";
import { emojiNamed, withEmoji } from "./emoji.js";
import { anchor, channelMention, dateText, groupMention, personMention } from "./mrkdwn.js";

export function richText(block, scene) {
  return el("div", { class: "b-text" }, pieces(block.elements, scene.known));
}

const pieces = (elements, known) => (elements ?? []).map((element) => PIECES[element.type]?.(element, known));

const PIECES = {
  rich_text_section: ({ elements }, known) => el("p", {}, pieces(elements, known)),
  rich_text_quote: ({ elements }, known) => el("blockquote", {}, pieces(elements, known)),
  rich_text_preformatted: ({ elements }, known) => el("pre", { tabindex: "0" }, pieces(elements, known)),
  rich_text_list: ({ elements, style, indent, offset }, known) =>
    el(style === "ordered" ? "ol" : "ul", { class: indent ? "deep" : null, start: offset ? offset + 1 : null },
      elements.map((item) => el("li", {}, pieces(item.elements, known)))),
  text: ({ text, style }) => styled(style, lines(text)),
  link: ({ url, text, style }) => styled(style, [anchor(url, text ?? url)]),
  user: ({ user_id: id }, known) => personMention(id, known),
  channel: ({ channel_id: id }, known) => channelMention(id, known),
  usergroup: ({ usergroup_id: id }, known) => groupMention(id, known),
  broadcast: ({ range }) => el("span", { class: "mention mention-all" }, `@${range}`),
  emoji: ({ name }) => emojiNamed(name),
  date: ({ timestamp, format, url, fallback }, known) => dateText([timestamp, format, url], fallback ?? "", known),
  color: ({ value }) => el("code", {}, value),
};

const lines = (text) => text.split("\n").flatMap((line, index) => [index ? el("br") : null, ...withEmoji(line)]);

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(style, nodes) {
  const tags = Object.entries(style ?? {}).filter(([name, on]) => on && TAGS[name]);
  return tags.reduce((inside, [name]) => [el(TAGS[name], {}, inside)], nodes);
}
