// One message: who, when, what, and what can be done about it.

import { drawBlock } from "./blocks.js";
import { iconButton } from "./buttons.js";
import { fullMoment, momentOf, timeOf } from "./dates.js";
import { el, newId } from "./dom.js";
import { icon } from "./icons.js";
import { initialValue } from "./inputs.js";
import { avatar } from "./known.js";
import { menuButton } from "./menu.js";
import { mrkdwn, spoken } from "./mrkdwn.js";

const picked = new Map(); // what was chosen in selects on messages, kept while they are redrawn

// place: {page, channel, inThread, compact}
export function drawMessage(message, place) {
  const { known } = place.page;
  const [author, time] = [newId("author"), newId("time")];
  const cssClass = ["message", message.ephemeral && "ephemeral", message.pinned && "pinned", place.compact && "compact"];
  return el("article", {
    class: cssClass.filter(Boolean).join(" "), tabindex: "-1", "aria-labelledby": `${author} ${time}`, data: { ts: message.ts },
  },
  message.ephemeral && onlyYou(message, place),
  message.pinned && el("p", { class: "marker" }, icon("pin"), "Pinned"),
  el("div", { class: "message-row" },
    avatar(message.user, known),
    el("div", { class: "message-body" },
      byline(message, known, author, time),
      content(message, place),
      message.files?.length > 0 && files(message),
      message.edited && el("p", { class: "edited" }, "(edited)"),
      !place.inThread && message.reply_count > 0 && replies(message, place))),
  tools(message, place));
}

function byline(message, known, author, time) {
  const when = momentOf(message.ts);
  return el("div", { class: "byline" },
    el("strong", { id: author, class: "author" }, authorOf(message, known)),
    known.isApp(message.user) && el("abbr", { class: "badge-app", title: "This is an app, not a person" }, "APP"),
    el("time", { id: time, datetime: when.toISOString(), title: fullMoment(when) }, timeOf(when)));
}

export function authorOf(message, known) {
  return known.person(message.user)?.name ?? message.user;
}

function onlyYou(message, { page, channel }) {
  const dismiss = () => page.act("dismiss", { id: message.ts, channel: channel.id });
  return el("p", { class: "marker" }, icon("eye"), "Only visible to you",
    el("button", { type: "button", class: "link", data: { focus: "dismiss" }, onclick: dismiss }, "Dismiss"));
}

function content(message, place) {
  const { known } = place.page;
  if (message.subtype === "tombstone") return el("div", { class: "b-text deleted" }, message.text);
  if (!message.blocks?.length) return el("div", { class: "b-text" }, mrkdwn(message.text, known));
  const scene = sceneOf(message, place);
  return el("div", { class: "blocks" }, message.blocks.map((block) => drawBlock(block, scene)));
}

function files(message) {
  const link = (file) => el("a", { href: file.permalink, target: "_blank", rel: "noopener" }, file.title);
  return el("ul", { class: "files" }, message.files.map((file) => el("li", {}, icon("file"), link(file), ` ${file.size} bytes`)));
}

function sceneOf(message, { page, channel, inThread }) {
  const where = { channel: channel.id, ts: message.ts };
  const at = (block, element) => ({ ...where, block_id: block.block_id, action_id: element.action_id });
  const key = (block, element) => [page.known.me, channel.id, message.ts, block.block_id, element.action_id].join(" ");
  return {
    known: page.known,
    headingLevel: inThread ? 3 : 2,
    valueOf: (block, element) => (picked.has(key(block, element)) ? picked.get(key(block, element)) : initialValue(element)),
    errorOf: () => null,
    keep: (block, element, value) => picked.set(key(block, element), value),
    press: (block, element, value) => page.act("press", { ...at(block, element), value }),
    search: (block, element, query) => page.options({ ...at(block, element), query }),
  };
}

function replies(message, { page, channel }) {
  const last = message.latest_reply && `Last reply ${timeOf(momentOf(message.latest_reply))}`;
  const open = () => page.openThread(channel.id, message.ts);
  return el("button", { type: "button", class: "replies", data: { focus: "replies" }, onclick: open },
    (message.reply_users ?? []).slice(0, 3).map((id) => avatar(id, page.known, "tiny")),
    el("span", { class: "replies-count" }, repliesCount(message.reply_count)),
    last && el("span", { class: "replies-last" }, last));
}

export const repliesCount = (count) => `${count} ${count === 1 ? "reply" : "replies"}`;

function tools(message, { page, channel, inThread }) {
  const who = authorOf(message, page.known);
  const shortcuts = page.state.shortcuts.filter(({ type }) => type === "message");
  if (message.ephemeral || message.subtype === "tombstone") return null;
  const run = (shortcut) => page.act("shortcut", { callback_id: shortcut.callback_id, channel: channel.id, ts: message.ts });
  const items = () => shortcuts.map((shortcut) => ({
    lead: avatar(page.known.app.bot_user, page.known, "small"), words: shortcut.name, hint: page.known.app.name, act: () => run(shortcut),
  }));
  const open = () => page.openThread(channel.id, message.thread_ts ?? message.ts);
  const reply = !inThread && iconButton("reply", `Reply in thread to ${who}`, open, { title: "Reply in thread", focus: "reply" });
  const say = `More actions for the message from ${who}`;
  const more = shortcuts.length > 0 && menuButton({ say, face: icon("more"), items, focus: "more" });
  return (reply || more) && el("div", { class: "message-tools" }, reply, more);
}

// The message as a screen reader should hear it when it arrives.
export function heard(message, known) {
  const aside = message.ephemeral ? ", only visible to you" : "";
  return `${authorOf(message, known)}${aside}: ${spoken(message.text, known)}`;
}
