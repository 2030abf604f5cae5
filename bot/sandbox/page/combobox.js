// Every select: type to narrow the list (or to search, for an external one), arrows to move,
// Enter to choose, Escape to leave. Several choices stand as chips before the box.

import { el, newId } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";

const SEARCH_PAUSE_MS = 150;

// source: {groups: async (query) => [{label, options: [{value, words, hint}]}], least: characters before searching}
// chosen: the options picked so far.
export class Combobox {
  #close = null;
  #active = null;
  #timer = null;
  #asked = 0;

  constructor({ source, slot, placeholder, several = false, atMost = Infinity, chosen }) {
    Object.assign(this, { source, slot, several, atMost, picked: [...chosen] });
    this.list = el("div", {
      class: "popup listbox", popover: "manual", role: "listbox", id: newId("list"), "aria-label": placeholder,
      "aria-multiselectable": several ? "true" : null,
    });
    this.input = el("input", {
      type: "text", role: "combobox", class: "combobox-input", autocomplete: "off", placeholder,
      "aria-controls": this.list.id, "aria-expanded": "false", "aria-autocomplete": "list",
      ...slot.naming, data: { focus: slot.focus },
      onkeydown: (event) => this.#key(event), oninput: () => this.#typed(), onclick: () => this.#clicked(),
    });
    this.chips = el("span", { class: "chips" });
    this.element = el("span", { class: "combobox" }, several && this.chips, this.input, icon("down"), this.list);
    this.#show();
  }

  #show() {
    this.input.value = this.several ? "" : this.picked[0]?.words ?? "";
    if (this.several) this.chips.replaceChildren(...this.picked.map((option) => this.#chip(option)));
  }

  #chip(option) {
    const remove = () => this.#choose(option).then(() => this.input.focus());
    const attributes = { type: "button", class: "chip", "aria-label": `Remove ${option.words}`, onclick: remove };
    return el("button", attributes, option.words, icon("close"));
  }

  #open() {
    if (this.#close) return;
    this.#close = openPopup(this.list, this.input, { fit: true, onClose: () => this.#closed() });
    this.input.setAttribute("aria-expanded", "true");
    this.#refill("");
  }

  #closed() {
    this.#close = null;
    clearTimeout(this.#timer);
    this.#point(null);
    this.input.setAttribute("aria-expanded", "false");
    this.#show();
  }

  async #refill(query) {
    this.#asked += 1;
    const asked = this.#asked;
    const { groups, least } = this.source;
    if (query.length < least) return this.#tell(`Type at least ${least} characters to search.`);
    const found = (await groups(query)).filter(({ options }) => options.length);
    if (!this.#close || asked !== this.#asked) return undefined;
    if (!found.length) return this.#tell("Nothing found.");
    this.list.replaceChildren(...found.map((group) => this.#group(group)));
    return this.#point(this.list.querySelector("[aria-selected=true]") ?? this.list.querySelector("[role=option]"));
  }

  #tell(words) {
    const attributes = { class: "listbox-note", role: "option", "aria-disabled": "true", "aria-selected": "false" };
    this.list.replaceChildren(el("div", attributes, words));
    this.#point(null);
  }

  #group({ label, options }) {
    const drawn = options.map((option) => this.#option(option));
    if (!label) return el("div", { role: "presentation" }, drawn);
    return el("div", { role: "group", "aria-label": label },
      el("div", { class: "listbox-group", "aria-hidden": "true" }, label), drawn);
  }

  #option(option) {
    const selected = this.picked.some(({ value }) => value === option.value);
    return el("div", {
      role: "option", id: newId("option"), class: "option", "aria-selected": String(selected),
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#choose(option),
    }, el("span", {}, option.words), option.hint && el("span", { class: "menu-hint" }, option.hint), icon("check"));
  }

  #point(option) {
    this.#active?.classList.remove("active");
    this.#active = option;
    option?.classList.add("active");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #step(by) {
    const options = [...this.list.querySelectorAll("[role=option]:not([aria-disabled])")];
    const at = options.indexOf(this.#active) + by;
    if (options.length) this.#point(options[(at + options.length) % options.length]);
  }

  // The choice stands only when it was accepted: a confirm dialog may still say no.
  async #choose(option) {
    const before = this.picked;
    const without = before.filter(({ value }) => value !== option.value);
    if (!this.several) this.picked = [option];
    else if (without.length < before.length) this.picked = without;
    else if (before.length < this.atMost) this.picked = [...before, option];
    this.#close?.();
    this.#show();
    const value = this.several ? this.picked.map((one) => one.value) : option.value;
    if (await this.slot.commit(value)) return;
    this.picked = before;
    this.#show();
  }

  #key(event) {
    const open = Boolean(this.#close);
    const acts = {
      ArrowDown: () => (open ? this.#step(1) : this.#open()),
      ArrowUp: () => (open ? this.#step(-1) : this.#open()),
      Enter: () => (open ? this.#active?.click() : this.#open()),
      Escape: open && (() => this.#close()),
      Backspace: this.several && !this.input.value && this.picked.length && (() => this.#choose(this.picked.at(-1))),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  #typed() {
    this.#open();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refill(this.input.value.trim()), SEARCH_PAUSE_MS);
  }

  #clicked() {
    this.#open();
    this.input.select();
  }
}
