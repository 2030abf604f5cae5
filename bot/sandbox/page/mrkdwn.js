// Slack's mrkdwn, drawn as elements. Whatever is not markup stays text.

import { el, present } from "./dom.js";
import { fillDate } from "./dates.js";
import { withEmoji } from "./emoji.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const SHELF = "\uE000"; // stands in the text for a piece that is already an element
const PIECE = /<([^<>\n]+)>|`([^`\n]+)`/g;
const WORD = /[\p{L}\p{N}]/u;
const BARE_URL = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

export const decode = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

// A text object: {type: "mrkdwn" | "plain_text", text}. In a verbatim one a bare address is no link.
export function textObject(object, known) {
  if (!object) return [];
  if (object.type !== "mrkdwn") return withEmoji(object.text);
  return mrkdwn(object.text, object.verbatim ? Object.create(known, { verbatim: { value: true } }) : known);
}

export function mrkdwn(text, known) {
  const parts = (text ?? "").replaceAll(SHELF, "").split(/```\n?([\s\S]*?)\n?```\n?/);
  return parts.flatMap((part, index) => (index % 2 ? [preformatted(part, known)] : paragraphs(part, known)));
}

const preformatted = (text, known) => el("pre", { tabindex: "0" }, literal(text, known));

// What a screen reader or a notification would say.
export function spoken(text, known) {
  return mrkdwn(text, known).map((node) => node.textContent ?? node).join("").trim();
}

const LINE_KINDS = [
  ["quoteRest", /^(?:>|&gt;){3} ?/],
  ["quote", /^(?:>|&gt;) ?/],
  ["bullet", /^\s*[•◦▪-] +(?=\S)/],
  ["number", /^\s*(\d{1,4})\. +(?=\S)/],
];

function kindOf(line) {
  const [kind, pattern] = LINE_KINDS.find(([, pattern]) => pattern.test(line)) ?? ["text", /^/];
  return { kind, rest: line.replace(pattern, ""), number: line.match(pattern)?.[1], deep: /^\s{2,}|^\s*◦/.test(line) };
}

function paragraphs(text, known) {
  if (!text) return [];
  const groups = [];
  for (const line of text.split("\n")) {
    const last = groups.at(-1);
    const now = last?.kind === "quoteRest" ? { kind: "quoteRest", rest: line } : kindOf(line);
    if (last?.kind === now.kind) last.lines.push(now);
    else groups.push({ kind: now.kind, lines: [now] });
  }
  return groups.flatMap(({ kind, lines }, index) => GROUPS[kind](lines, known, index < groups.length - 1));
}

const GROUPS = {
  text: (lines, known) => broken(lines, known),
  quote: (lines, known) => [el("blockquote", {}, broken(lines, known))],
  quoteRest: (lines, known) => [el("blockquote", {}, broken(lines, known))],
  bullet: (lines, known) => [el("ul", {}, lines.map((line) => el("li", { class: line.deep && "deep" }, inline(line.rest, known))))],
  number: (lines, known) => [el("ol", {}, lines.map((line) => el("li", { value: line.number }, inline(line.rest, known))))],
};

function broken(lines, known) {
  return lines.flatMap(({ rest }, index) => [index ? el("br") : null, ...inline(rest, known)].filter(Boolean));
}

export function inline(text, known) {
  const shelf = [];
  const shelved = text.replace(PIECE, (whole, angle, code) => {
    const node = angle ? special(angle, known) : el("code", {}, literal(code, known));
    if (!node) return whole;
    shelf.push(node);
    return SHELF;
  });
  return styled(shelved, shelf, known);
}

function styled(text, shelf, known) {
  const nodes = [];
  const hopeless = new Set();
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (!STYLES[sign] || hopeless.has(sign) || !opens(text, at)) continue;
    const end = closing(text, at, sign);
    if (end < 0) {
      hopeless.add(sign);
      continue;
    }
    nodes.push(...leaf(text.slice(from, at), shelf, known), el(STYLES[sign], {}, styled(text.slice(at + 1, end), shelf, known)));
    at = end;
    from = end + 1;
  }
  return [...nodes, ...leaf(text.slice(from), shelf, known)];
}

function opens(text, at) {
  const [before, after] = [text[at - 1], text[at + 1]];
  return after && !/\s/.test(after) && after !== text[at] && !(before && (WORD.test(before) || before === text[at]));
}

function closing(text, at, sign) {
  for (let end = text.indexOf(sign, at + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    const after = text[end + 1];
    if (!/\s/.test(text[end - 1]) && !(after && (WORD.test(after) || after === sign))) return end;
  }
  return -1;
}

function leaf(text, shelf, known) {
  const plain = (part) => (known.verbatim ? withEmoji(decode(part)) : linked(part));
  return text.split(SHELF).flatMap((part, index) => [index ? shelf.shift() : null, ...plain(part)]).filter(Boolean);
}

function linked(text) {
  const nodes = [];
  let from = 0;
  for (const { 0: url, index } of text.matchAll(BARE_URL)) {
    nodes.push(...withEmoji(decode(text.slice(from, index))), anchor(decode(url), decode(url)));
    from = index + url.length;
  }
  return [...nodes, ...withEmoji(decode(text.slice(from)))];
}

// Inside code, links and mentions show their words only.
function literal(text, known) {
  return present([text.split(/(<[^<>\n]+>)/).map((part) => {
    const node = /^<.+>$/.test(part) ? special(part.slice(1, -1), known) : null;
    return node ? node.textContent : decode(part);
  })]);
}

function special(inside, known) {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target[0] === "@") return personMention(target.slice(1), known, label);
  if (target[0] === "#") return channelMention(target.slice(1), known, label);
  if (target[0] === "!") return broadcast(target.slice(1), label, known);
  if (/^(https?:\/\/|mailto:|tel:)/i.test(target)) return anchor(decode(target), decode(label) || decode(target));
  return null;
}

export function personMention(id, known, label = "") {
  const name = known.person(id)?.name ?? (decode(label) || id);
  return el("span", { class: id === known.me ? "mention mention-me" : "mention" }, `@${name}`);
}

export function channelMention(id, known, label = "") {
  const name = known.channelNames.get(id) ?? decode(label);
  if (!known.channel(id)) return el("span", { class: "mention" }, `#${name || "private-channel"}`);
  return el("a", { class: "mention", href: `#${id}` }, `#${name}`);
}

export function groupMention(id, known, label = "") {
  const handle = decode(label) || known.group(id)?.handle || "group";
  return el("span", { class: "mention" }, `@${handle.replace(/^@/, "")}`);
}

function broadcast(inside, label, known) {
  const [word, ...rest] = inside.split("^");
  if (word === "date") return dateText(rest, label, known);
  if (word === "subteam") return groupMention(rest[0], known, label);
  if (["here", "channel", "everyone"].includes(word)) return el("span", { class: "mention mention-all" }, `@${word}`);
  return el("span", {}, decode(label) || `<${decode(inside)}>`);
}

export function dateText([seconds, pattern = "{date} {time}", link], fallback, known) {
  const filled = fillDate(decode(pattern), seconds, known.now());
  const words = filled ?? decode(fallback);
  const moves = filled !== null && pattern.includes("{ago}");
  const time = el("time", { title: decode(fallback) || null, data: moves ? { pattern: decode(pattern), seconds } : {} }, words);
  return link ? anchor(decode(link), words) : time;
}

// How long ago a moment is changes while its message stands.
export function keepTimesTrue(now) {
  for (const time of document.querySelectorAll("time[data-pattern]")) {
    const words = fillDate(time.dataset.pattern, time.dataset.seconds, now);
    if (time.textContent !== words) time.textContent = words;
  }
}

export function anchor(url, words) {
  const inside = url.match(/^([^?#]*)\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/);
  if (inside?.[1] === location.origin) return el("a", { href: `#${inside[2]}/${inside[3]}.${inside[4]}` }, withEmoji(words));
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return el("span", {}, words);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, withEmoji(words));
}
