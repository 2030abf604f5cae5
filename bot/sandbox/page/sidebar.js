// The left side: the workspace, its channels, direct messages and the app.

import { iconButton, unseen } from "./buttons.js";
import { el, patch } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./known.js";

export class Sidebar {
  constructor(page) {
    this.page = page;
    this.name = el("p", { class: "workspace-name" });
    this.sections = el("div", { class: "sidebar-sections" });
    const close = iconButton("close", "Close the list", () => this.toggle(false), { cssClass: "only-narrow" });
    this.element = el("nav", {
      class: "sidebar", id: "sidebar", "aria-label": "Channels and people", onkeydown: (event) => this.#key(event),
    }, el("div", { class: "sidebar-head" }, this.name, close), this.sections);
    this.shade = el("div", { class: "shade", onclick: () => this.toggle(false) });
  }

  render() {
    const { known, state } = this.page;
    this.name.textContent = state.team.name;
    const all = known.channels;
    const withApp = all.find(({ kind, with: other }) => kind === "im" && known.isApp(other));
    const direct = all.filter((channel) => channel.kind === "im" && channel !== withApp);
    const sections = [
      ["Channels", all.filter(({ kind }) => kind !== "im").map((channel) => this.#channelEntry(channel))],
      ["Direct messages", direct.map((channel) => this.#channelEntry(channel))],
      ["Apps", [this.#appEntry(withApp)]],
    ].filter(([, entries]) => entries.length);
    patch(this.sections, sections.map(([title, entries]) => ({ key: title, signature: title, build: () => drawSection(title) })));
    for (const [title, entries] of sections) patch(this.sections.querySelector(`[data-key="${title}"] ul`), entries);
  }

  toggle(open = !this.element.classList.contains("open")) {
    const { menu } = this.page.channelPane;
    this.element.classList.toggle("open", open);
    menu.setAttribute("aria-expanded", String(open));
    if (open) this.element.querySelector("[aria-current], li button")?.focus();
    else if (this.element.contains(document.activeElement)) menu.focus();
  }

  #key(event) {
    if (event.key === "Escape" && this.element.classList.contains("open")) this.toggle(false);
  }

  #channelEntry(channel) {
    const { known } = this.page;
    const face = channel.kind === "im" ? avatar(channel.with, known, "small") : icon(channel.private ? "lock" : "hash");
    const words = channel.kind === "im" ? known.nameOfChannel(channel) : channel.name;
    return this.#entry({ place: channel.id, current: this.page.place === channel.id, face, words, unread: channel.unread });
  }

  #appEntry(direct) {
    const { known, place } = this.page;
    const unread = direct?.unread ?? 0;
    const target = direct && (unread || !known.app.has_home) ? direct.id : "home";
    const status = known.app.connected ? null : el("span", { class: "app-away" }, "not connected");
    const current = place === "home" || (direct && place === direct.id);
    return this.#entry({ place: target, current, face: avatar(known.app.bot_user, known, "small"), words: known.app.name, unread, status });
  }

  #entry({ place, current, face, words, unread, status }) {
    const count = () => [el("span", { class: "badge", "aria-hidden": "true" }, `${unread}`), unseen(`, ${unread} unread`)];
    const badge = unread > 0 && count();
    return {
      key: `place ${words}`,
      signature: JSON.stringify([place, current, unread, Boolean(status)]),
      build: () => el("li", {}, el("button", {
        type: "button", class: unread ? "place unread" : "place", "aria-current": current && "page",
        data: { focus: "place" }, onclick: () => this.page.go(place),
      }, face, el("span", { class: "place-name" }, words), status, badge)),
    };
  }
}

function drawSection(title) {
  const id = `section-${title.toLowerCase().replace(" ", "-")}`;
  return el("section", { "aria-labelledby": id }, el("h2", { id, class: "section-title" }, title), el("ul", {}));
}
