// The `markdown` block: ordinary Markdown, as far as messages need it.

import { el } from "./dom.js";
import { anchor, inline } from "./mrkdwn.js";

export function markdown(block, scene) {
  const parts = block.text.split(/^```\w*\n([\s\S]*?)\n```$/m);
  const drawn = parts.flatMap((part, index) => (index % 2 ? [el("pre", { tabindex: "0" }, part)] : chunks(part, scene)));
  return el("div", { class: "b-text" }, drawn);
}

const chunks = (text, scene) => text.split(/\n{2,}/).flatMap((chunk) => groupsOf(chunk.split("\n"), scene));

const KINDS = [
  ["heading", /^#{1,6} +/], ["rule", /^(?:-{3,}|\*{3,})$/], ["quote", /^> ?/], ["bullet", /^\s*[-*+] +/], ["number", /^\s*\d+[.)] +/],
];

function groupsOf(lines, scene) {
  const groups = [];
  for (const line of lines.filter(Boolean)) {
    const [kind, pattern] = KINDS.find(([, pattern]) => pattern.test(line)) ?? ["text", /^/];
    const rest = line.replace(pattern, "");
    if (groups.at(-1)?.kind === kind && kind !== "heading") groups.at(-1).lines.push(rest);
    else groups.push({ kind, lines: [rest] });
  }
  return groups.map(({ kind, lines }) => DRAW[kind](lines.map((line) => words(line, scene.known)), scene));
}

const broken = (lines) => lines.flatMap((line, index) => [index ? el("br") : null, line]);
const items = (lines) => lines.map((line) => el("li", {}, line));

const DRAW = {
  text: (lines) => el("p", {}, broken(lines)),
  heading: (lines, scene) => el(`h${scene.headingLevel}`, { class: "b-header" }, lines),
  rule: () => el("hr"),
  quote: (lines) => el("blockquote", {}, broken(lines)),
  bullet: (lines) => el("ul", {}, items(lines)),
  number: (lines) => el("ol", {}, items(lines)),
};

const INLINE = /\*\*(?<strong>\S(?:[^*]*\S)?)\*\*|~~(?<s>[^~]+)~~|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|(?<![\w*])\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*(?!\w)/g;

function words(line, known) {
  const nodes = [];
  let from = 0;
  for (const found of line.matchAll(INLINE)) {
    const { label, url, ...styles } = found.groups;
    const [tag, inside] = Object.entries(styles).find(([, value]) => value) ?? [];
    nodes.push(...inline(line.slice(from, found.index), known), tag ? el(tag, {}, words(inside, known)) : anchor(url, label));
    from = found.index + found[0].length;
  }
  return [...nodes, ...inline(line.slice(from), known)];
}
