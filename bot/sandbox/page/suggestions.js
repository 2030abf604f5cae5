// What could be meant, above a text box, while it is being typed.

import { el, newId } from "./dom.js";
import { openPopup } from "./popup.js";

export class Suggestions {
  #close = null;
  #choices = [];
  #at = 0;

  // suggest(text up to the caret): [{lead, words, hint, text: what it becomes}]
  constructor(box, suggest) {
    Object.assign(this, { box, suggest });
    const attributes = { popover: "manual", role: "listbox", id: newId("suggestions"), "aria-label": "Suggestions" };
    this.list = el("div", { class: "popup suggestions", ...attributes });
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
  }

  update() {
    const text = this.box.value.slice(0, this.box.selectionStart);
    this.#choices = document.activeElement === this.box ? this.suggest(text) : [];
    this.#at = 0;
    if (!this.#choices.length) return this.hide();
    this.#draw();
    this.#close ??= openPopup(this.list, this.box, { side: "above", onClose: () => this.#closed() });
    return undefined;
  }

  hide() {
    this.#close?.();
  }

  // Whether the key was meant for the list.
  key(event) {
    if (!this.#close) return false;
    const count = this.#choices.length;
    if (event.key === "Escape") this.hide();
    else if (event.key === "ArrowDown") this.#point(this.#at + 1);
    else if (event.key === "ArrowUp") this.#point(this.#at - 1 + count);
    else if (event.key === "Tab" || (event.key === "Enter" && !this.#isComplete())) this.#take(this.#choices[this.#at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #isComplete() {
    return this.#choices[this.#at].text.trim() === this.box.value.trim();
  }

  #take(choice) {
    const rest = this.box.value.slice(this.box.selectionStart);
    this.box.value = choice.text + rest.trimStart();
    this.box.setSelectionRange(choice.text.length, choice.text.length);
    this.box.dispatchEvent(new Event("input"));
    this.box.focus();
  }

  #point(at) {
    this.#at = at % this.#choices.length;
    this.#draw();
  }

  #draw() {
    this.list.replaceChildren(...this.#choices.map((choice, index) => this.#option(choice, index)));
    this.box.setAttribute("aria-activedescendant", this.list.children[this.#at].id);
  }

  #option(choice, index) {
    const active = index === this.#at;
    return el("div", {
      role: "option", id: newId("option"), class: active ? "option active" : "option", "aria-selected": String(active),
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#take(choice),
    }, choice.lead, el("span", { class: "menu-words" }, choice.words, choice.hint && el("span", { class: "menu-hint" }, choice.hint)));
  }

  #closed() {
    this.#close = null;
    this.box.removeAttribute("aria-activedescendant");
  }
}
