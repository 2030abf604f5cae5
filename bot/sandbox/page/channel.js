// The middle pane: a channel, a direct message, or the app's Home.

import { iconButton } from "./buttons.js";
import { Composer } from "./composer.js";
import { momentOf, timeOf } from "./dates.js";
import { el } from "./dom.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { drawIntro } from "./intro.js";
import { avatar } from "./known.js";
import { menuButton } from "./menu.js";
import { authorOf } from "./message.js";
import { MessageList } from "./messages.js";
import { spoken } from "./mrkdwn.js";

export class ChannelPane {
  constructor(page) {
    this.page = page;
    this.messages = new MessageList(page);
    this.composer = new Composer(page, () => this.#target());
    this.composer.element.id = "write";
    this.home = new Home(page);
    this.title = el("h1", { class: "pane-title", tabindex: "-1" });
    this.topic = el("p", { class: "pane-topic" });
    this.tools = el("div", { class: "pane-tools" });
    this.tabs = el("nav", { class: "tabs", "aria-label": "Parts of the app" });
    const toggle = () => page.sidebar.toggle();
    this.menu = iconButton("menu", "Channels and people", toggle, { cssClass: "only-narrow", focus: "menu" });
    this.element = el("main", { class: "pane pane-channel", id: "main" },
      el("header", { class: "pane-head" }, this.menu, el("div", { class: "pane-names" }, this.title, this.topic), this.tools),
      this.tabs, this.home.element, this.messages.element, this.composer.element);
  }

  get channel() {
    return this.page.known.channel(this.page.place);
  }

  render() {
    const { channel, page } = this;
    const atHome = page.place === "home";
    const withApp = atHome || (channel.kind === "im" && page.known.isApp(channel.with));
    for (const part of [this.messages.element, this.composer.element]) part.hidden = atHome;
    this.home.element.hidden = !atHome;
    this.tabs.hidden = !withApp || !page.known.app.has_home;
    if (!this.tabs.hidden) this.#drawTabs(atHome);
    if (atHome) return this.#renderHome();
    this.#renderTitle(channel);
    this.#renderIntro(channel);
    this.messages.render({
      channel, messages: shownIn(channel), newFrom: page.newFrom(channel.id), identity: `${page.known.me}/${channel.id}`,
      label: `Messages in ${page.known.nameOfChannel(channel)}`,
    });
    return this.composer.render();
  }

  focus() {
    (this.composer.element.hidden ? this.title : this.composer.box).focus();
  }

  flash(ts) {
    const found = this.messages.find(ts);
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    found.classList.add("flash");
    found.addEventListener("animationend", () => found.classList.remove("flash"), { once: true });
  }

  #target() {
    const { channel, page } = this;
    return { channel: channel.id, label: `Message ${page.known.nameOfChannel(channel)}` };
  }

  #renderHome() {
    const { name } = this.page.known.app;
    this.title.replaceChildren(avatar(this.page.known.app.bot_user, this.page.known, "small"), name);
    this.topic.textContent = "";
    this.tools.replaceChildren();
    this.home.render();
  }

  #renderTitle(channel) {
    const { known } = this.page;
    const lead = channel.kind === "im" ? avatar(channel.with, known, "small") : icon(channel.private ? "lock" : "hash");
    this.title.replaceChildren(lead, channel.kind === "im" ? known.nameOfChannel(channel) : channel.name);
    this.topic.textContent = channel.topic ?? "";
    this.#drawPins(channel);
  }

  #drawPins(channel) {
    const { page } = this;
    const pinned = (channel.pins ?? []).map((ts) => channel.messages.find((message) => message.ts === ts)).filter(Boolean);
    const signature = JSON.stringify(pinned.map(({ ts, text }) => [ts, text]));
    if (signature === this.tools.signature) return;
    this.tools.signature = signature;
    const items = () => pinned.map((message) => ({
      words: spoken(message.text, page.known).slice(0, 90), hint: `${authorOf(message, page.known)}, ${timeOf(momentOf(message.ts))}`,
      act: () => page.showMessage(channel.id, message.ts),
    }));
    const face = [icon("pin"), el("span", {}, `${pinned.length}`)];
    const menu = () => menuButton({ say: `${pinned.length} pinned`, face, items, cssClass: "icon-button icon-count" });
    this.tools.replaceChildren(...(pinned.length ? [menu()] : []));
  }

  #renderIntro(channel) {
    const signature = JSON.stringify([channel.id, this.page.known.me, this.page.state.commands]);
    if (signature === this.messages.intro.signature) return;
    this.messages.intro.signature = signature;
    this.messages.intro.replaceChildren(...drawIntro(this.page, channel, (text) => this.composer.fill(text)));
  }

  #drawTabs(atHome) {
    const { page } = this;
    const direct = page.known.channels.find(({ kind, with: other }) => kind === "im" && page.known.isApp(other));
    const tab = (words, place, current) => el("button", {
      type: "button", class: "tab", "aria-current": current && "page", onclick: () => page.go(place), data: { focus: words },
    }, words);
    const focused = this.tabs.contains(document.activeElement) && document.activeElement.dataset.focus;
    this.tabs.replaceChildren(tab("Home", "home", atHome), ...(direct ? [tab("Messages", direct.id, !atHome)] : []));
    if (focused) this.tabs.querySelector(`[data-focus="${focused}"]`)?.focus();
  }
}

export function shownIn(channel) {
  return channel.messages.filter(({ thread_ts: thread, ts, subtype }) => !thread || thread === ts || subtype === "thread_broadcast");
}
