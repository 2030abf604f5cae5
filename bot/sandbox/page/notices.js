// Short lines over the page: what the workspace wants to say, and a lost connection. And the
// voice for screen readers.

import { iconButton, textButton } from "./buttons.js";
import { el, patch } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";

const SPOKEN_FOR_MS = 5000;

export class Notices {
  #own = new Map();
  #count = 0;

  constructor(page) {
    this.page = page;
    this.list = el("div", { class: "notices" });
    this.voice = el("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
    this.element = el("div", { class: "overlay" }, this.list, this.voice);
  }

  say(words, { key = `own ${(this.#count += 1)}`, action } = {}) {
    this.#own.set(key, { words, action });
    this.render();
  }

  unsay(key) {
    if (this.#own.delete(key)) this.render();
  }

  announce(words) {
    const line = el("p", {}, words);
    this.voice.append(line);
    setTimeout(() => line.remove(), SPOKEN_FOR_MS);
  }

  // A modal makes all else inert: notices and the voice move into it.
  layOver(parent) {
    if (this.element.parentElement !== parent) parent.append(this.element);
  }

  render() {
    const { page } = this;
    const theirs = (page.state?.notices ?? []).map(({ id, text }) =>
      entry(id, mrkdwn(text, page.known), text, () => page.act("dismiss", { id })));
    const own = [...this.#own].map(([key, { words, action }]) => entry(key, [words], words, () => this.unsay(key), action));
    patch(this.list, [...own, ...theirs]);
  }
}

function entry(key, nodes, signature, dismiss, action) {
  const act = action && textButton(action.words, action.act);
  const words = el("div", { class: "notice-words" }, nodes);
  const build = () => el("div", { class: "notice", role: "alert" }, icon("warning"), words, act, iconButton("close", "Dismiss", dismiss));
  return { key, signature, build };
}
