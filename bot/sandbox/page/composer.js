// The box one writes in. "/" brings up the commands, "@" the people; Enter sends.

import { el, newId } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./known.js";
import { menuButton } from "./menu.js";
import { Suggestions } from "./suggestions.js";

const MOST_PEOPLE = 6;
const key = (name) => el("kbd", {}, name);

export class Composer {
  #drafts = new Map();
  #busy = false;

  // target(): {channel, thread_ts?, label} or null
  constructor(page, target) {
    Object.assign(this, { page, target });
    const [helpId, usageId] = [newId("help"), newId("usage")];
    this.box = el("textarea", {
      class: "composer-box", rows: "1", "aria-describedby": `${usageId} ${helpId}`,
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event),
    });
    this.suggestions = new Suggestions(this.box, (query) => this.#suggest(query));
    this.usage = el("p", { class: "composer-usage", id: usageId, hidden: true });
    this.refusal = el("p", { class: "composer-refusal", role: "alert" });
    const send = { type: "submit", class: "send", "aria-label": "Send", title: "Send (Enter)", "aria-disabled": "true" };
    this.sendButton = el("button", send, icon("send"));
    this.shortcuts = el("span", { class: "composer-tools" });
    this.element = el("form", { class: "composer", onsubmit: (event) => this.#send(event) },
      this.usage, this.refusal,
      el("div", { class: "composer-frame" }, this.box, this.suggestions.list, this.shortcuts, this.sendButton),
      el("p", { class: "composer-help", id: helpId },
        "Type ", key("/"), " for commands. ", key("Enter"), " sends, ", key("Shift + Enter"), " adds a line."));
  }

  render() {
    const { channel, thread_ts: thread, label } = this.target();
    const key = `${this.page.known.me}/${channel}/${thread ?? ""}`;
    this.box.placeholder = label;
    this.box.setAttribute("aria-label", label);
    if (key !== this.key) {
      this.#drafts.set(this.key, this.box.value);
      this.key = key;
      this.#write(this.#drafts.get(key) ?? "");
      this.refusal.textContent = "";
    }
    this.#drawShortcuts(Boolean(thread));
  }

  focus() {
    this.box.focus();
  }

  fill(text) {
    this.#write(text);
    this.box.focus();
  }

  #write(text) {
    this.box.value = text;
    this.#typed();
    this.suggestions.hide();
  }

  #typed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 200)}px`;
    this.sendButton.setAttribute("aria-disabled", String(!this.box.value.trim()));
    this.#showUsage();
    this.suggestions.update();
  }

  #showUsage() {
    const word = this.box.value.match(/^\/\S+(?=\s)/)?.[0];
    const command = this.page.state?.commands.find(({ command }) => command === word);
    this.usage.hidden = !command;
    this.usage.replaceChildren(...(command ? [el("strong", {}, command.command), ` ${command.usage_hint ?? ""}`] : []));
  }

  #suggest(text) {
    const { commands } = this.page.state;
    if (/^\/\S*$/.test(text)) return commands.filter(({ command }) => command.startsWith(text)).map((one) => this.#commandChoice(one));
    const [, start, name] = text.match(/^([\s\S]*(?:^|\s))@([\p{L}]*(?: \p{L}*)?)$/u) ?? [];
    if (name === undefined) return [];
    return this.page.known.people
      .filter((person) => person.name.toLowerCase().startsWith(name.toLowerCase())).slice(0, MOST_PEOPLE)
      .map((person) => this.#personChoice(person, start));
  }

  #personChoice({ id, name, title }, start) {
    return { lead: avatar(id, this.page.known, "small"), words: name, hint: title, text: `${start}@${name} ` };
  }

  #commandChoice({ command, description, usage_hint: usage }) {
    const { known } = this.page;
    return { lead: avatar(known.app.bot_user, known, "small"), words: `${command} ${usage ?? ""}`, hint: description, text: `${command} ` };
  }

  #key(event) {
    if (this.suggestions.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send(event);
  }

  async #send(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text || this.#busy) return;
    this.#busy = true;
    this.element.setAttribute("aria-busy", "true");
    const sent = this.box.value;
    const answer = await this.#deliver(text).catch((error) => ({ ok: false, error: error.message }));
    this.#busy = false;
    this.element.removeAttribute("aria-busy");
    this.refusal.textContent = answer.ok ? "" : answer.error;
    if (answer.ok && this.box.value === sent) this.#write("");
    if (answer.ok) this.page.followEnd(Boolean(this.target().thread_ts));
  }

  #deliver(text) {
    const { channel, thread_ts: thread } = this.target();
    const command = text.match(/^\/\S+/)?.[0];
    if (command && thread) return Promise.resolve({ ok: false, error: `${command} is not supported in threads. Sorry!` });
    if (command) return this.page.act("slash", { channel, text }, { quietly: true });
    return this.page.act("say", { channel, text: this.#withMentions(text), thread_ts: thread }, { quietly: true });
  }

  #withMentions(text) {
    return this.page.known.people.reduce((said, { id, name }) => said.replaceAll(`@${name}`, `<@${id}>`), text);
  }

  #drawShortcuts(inThread) {
    const { page } = this;
    const globals = page.state.shortcuts.filter(({ type }) => type === "global");
    if (this.shortcuts.childElementCount || inThread || !globals.length) return;
    const use = (id) => page.act("shortcut", { callback_id: id });
    const items = () => globals.map(({ callback_id: id, name }) => ({ words: name, hint: page.known.app.name, act: () => use(id) }));
    this.shortcuts.append(menuButton({ say: "Shortcuts", face: icon("bolt"), items, side: "above" }));
  }
}
