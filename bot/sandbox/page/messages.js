// A list of messages, oldest first: days, what is new, and who spoke several times in a row.

import { dayHeading, dayOf, momentOf } from "./dates.js";
import { el, patch } from "./dom.js";
import { drawMessage } from "./message.js";

const TOGETHER_S = 300;
const NEAR_END_PX = 120;

export class MessageList {
  constructor(page, { inThread = false } = {}) {
    Object.assign(this, { page, inThread, shown: null });
    this.list = el("div", { class: "messages", onkeydown: (event) => this.#move(event) });
    this.intro = el("div", { class: "intro" });
    this.element = el("div", { class: "scroller", tabindex: "-1" }, this.intro, this.list);
  }

  // what: {channel, messages, newFrom, label, identity}; a new identity starts at the end.
  render({ channel, messages, newFrom, label, identity }) {
    const fresh = identity !== this.shown;
    const follow = fresh || this.#isNearEnd();
    this.shown = identity;
    this.list.setAttribute("role", "group");
    this.list.setAttribute("aria-label", label);
    patch(this.list, this.#entries(channel, messages, newFrom));
    this.#oneTabStop();
    if (follow) this.toEnd();
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  find(ts) {
    return this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  }

  #isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #entries(channel, messages, newFrom) {
    const { page, inThread } = this;
    const now = page.known.now();
    const entries = [];
    let before = null;
    for (const message of messages) {
      const day = dayOf(momentOf(message.ts));
      const newDay = !before || day !== dayOf(momentOf(before.ts));
      if (newDay && !inThread) entries.push(divider(`day ${day}`, dayHeading(momentOf(message.ts), now), "day"));
      if (message.ts === newFrom && before) entries.push(divider("new", "New", "new"));
      const compact = !newDay && message.ts !== newFrom && belongTogether(before, message);
      const place = { page, channel, inThread, compact };
      entries.push({
        key: `${channel.id}/${message.ts}${message.ephemeral ? "/e" : ""}${inThread ? "/t" : ""}`,
        signature: JSON.stringify([message, compact, dayOf(now), page.state.shortcuts]),
        build: () => drawMessage(message, place),
      });
      before = message;
    }
    return entries;
  }

  // Tab reaches one message; the arrows go from there.
  #oneTabStop() {
    const all = this.#articles();
    const current = all.find((article) => article.tabIndex === 0);
    if (!current || current === this.lastStop) this.#makeStop(all.at(-1));
  }

  #makeStop(article) {
    for (const other of this.#articles()) other.tabIndex = -1;
    if (article) article.tabIndex = 0;
    this.lastStop = article;
  }

  #articles() {
    return [...this.list.querySelectorAll(":scope > article")];
  }

  #move(event) {
    const all = this.#articles();
    const at = all.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || !all[to]) return;
    event.preventDefault();
    this.#makeStop(all[to]);
    all[to].focus();
  }
}

function divider(key, words, cssClass) {
  const attributes = { class: `divider ${cssClass}`, role: "separator", "aria-label": words };
  return { key, signature: words, build: () => el("div", attributes, el("span", {}, words)) };
}

function belongTogether(before, message) {
  const plain = ({ ephemeral, pinned, reply_count: replies }) => !ephemeral && !pinned && !replies;
  return before.user === message.user && plain(before) && plain(message) && message.ts - before.ts < TOGETHER_S;
}
