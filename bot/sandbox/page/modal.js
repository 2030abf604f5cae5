// The app's modals: the top of a stack of views.

import { iconButton, textButton } from "./buttons.js";
import { createDialog } from "./dialog.js";
import { el, newId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { decode } from "./mrkdwn.js";
import { ViewScene } from "./viewscene.js";

export class Modal {
  constructor(page) {
    this.page = page;
    this.scene = new ViewScene(page, { headingLevel: 3, onRefusal: (words) => this.#refuse(words) });
    this.dialog = createDialog({ cssClass: "dialog modal", onLeave: () => this.#leave(), fallback: () => page.channelPane.composer.box });
    this.title = el("h2", { class: "dialog-title", id: newId("title") });
    this.back = iconButton("back", "Back", () => this.#leave());
    this.refusal = el("p", { class: "modal-refusal", role: "alert" });
    this.foot = el("div", { class: "dialog-foot" });
    this.body = el("div", { class: "dialog-body" }, this.refusal, this.scene.element);
    const close = iconButton("close", "Close", () => this.#leave());
    this.form = el("form", { class: "modal-form", novalidate: true, onsubmit: (event) => this.#submit(event) },
      el("header", { class: "dialog-head" }, this.back, this.title, close), this.body, this.foot);
    this.dialog.element.setAttribute("aria-labelledby", this.title.id);
    this.dialog.element.append(this.form);
  }

  get isOpen() {
    return this.dialog.element.open;
  }

  render() {
    const { modal } = this.page.state;
    if (!modal) {
      this.id = null;
      this.page.notices.layOver(document.body);
      return this.dialog.close();
    }
    const fresh = modal.id !== this.id;
    const wrong = JSON.stringify(modal.errors);
    if (fresh) this.refusal.textContent = "";
    this.id = modal.id;
    this.#frame(modal);
    this.scene.render({ ...modal.view, id: modal.id }, modal);
    this.dialog.open();
    this.page.notices.layOver(this.dialog.element);
    if (fresh) this.#focusFirst();
    else if (wrong !== this.wrong) this.#focusWrong();
    this.wrong = wrong;
    return undefined;
  }

  #frame({ view, depth }) {
    const signature = JSON.stringify([view.title, view.submit, view.close, depth]);
    if (this.foot.signature === signature) return;
    this.foot.signature = signature;
    this.title.replaceChildren(...withEmoji(decode(view.title.text)));
    this.back.hidden = depth < 2;
    const words = (object, otherwise) => withEmoji(decode(object?.text ?? otherwise));
    const leave = textButton(words(view.close, view.submit ? "Cancel" : "Close"), () => this.#leave());
    this.submitButton = view.submit && el("button", { type: "submit", class: "button primary" }, words(view.submit));
    this.foot.replaceChildren(...[leave, this.submitButton].filter(Boolean));
  }

  #focusFirst() {
    this.body.scrollTop = 0;
    const choices = ["[data-early]", ".b-input input, .b-input textarea", "button, input"];
    const first = choices.map((one) => this.body.querySelector(one)).find(Boolean);
    (first ?? this.submitButton ?? this.foot.querySelector("button")).focus();
  }

  #focusWrong() {
    const block = this.isOpen && this.body.querySelector(".has-error");
    if (!block) return;
    block.querySelector("input, textarea")?.focus();
    this.page.announce([...this.body.querySelectorAll(".b-error")].map(({ textContent }) => textContent).join(" "));
  }

  #refuse(words) {
    this.refusal.textContent = words;
    this.refusal.scrollIntoView({ block: "nearest" });
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.submitButton || this.form.ariaBusy === "true") return;
    this.refusal.textContent = "";
    this.form.ariaBusy = "true";
    const answer = await this.page.act("submit", { view_id: this.id, state: this.scene.values() }, { quietly: true });
    this.form.ariaBusy = "false";
    if (!answer.ok) this.#refuse(answer.error);
    this.#focusWrong();
  }

  async #leave() {
    const answer = await this.page.act("close", { view_id: this.id }, { quietly: true });
    if (!answer.ok) this.#refuse(answer.error);
  }
}
