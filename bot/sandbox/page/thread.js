// The right pane: a message and its replies.

import { iconButton } from "./buttons.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { repliesCount } from "./message.js";
import { MessageList } from "./messages.js";

export class ThreadPane {
  constructor(page) {
    this.page = page;
    this.messages = new MessageList(page, { inThread: true });
    this.composer = new Composer(page, () => this.#target());
    this.place = el("p", { class: "pane-topic" });
    this.element = el("aside", { class: "pane pane-thread", "aria-label": "Thread", hidden: true, onkeydown: (event) => this.#key(event) },
      el("header", { class: "pane-head" },
        el("div", { class: "pane-names" }, el("h2", { class: "pane-title" }, "Thread"), this.place),
        iconButton("close", "Close thread", () => page.closeThread(), { title: "Close (Esc)" })),
      this.messages.element, this.composer.element);
  }

  render() {
    const { page } = this;
    const channel = page.thread && page.known.channel(page.thread.channel);
    const parent = channel?.messages.find(({ ts }) => ts === page.thread.ts);
    this.element.hidden = !parent;
    if (!parent) return;
    const replies = channel.messages.filter(({ thread_ts: thread, ts }) => thread === parent.ts && ts !== thread);
    const name = page.known.nameOfChannel(channel);
    this.place.textContent = replies.length ? `${name} · ${repliesCount(replies.length)}` : name;
    this.messages.render({
      channel, messages: [parent, ...replies], label: `Thread in ${name}`, identity: `${page.known.me}/${channel.id}/${parent.ts}`,
    });
    this.composer.render();
  }

  #target() {
    const { channel, ts } = this.page.thread;
    return { channel, thread_ts: ts, label: "Reply in thread" };
  }

  #key(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.page.closeThread();
  }
}
