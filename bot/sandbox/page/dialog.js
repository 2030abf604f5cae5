// A dialog over the page: focus stays inside, Escape asks to leave, and focus returns to where
// it was (or to what took that place) when it closes.

import { el, markFocus, newId } from "./dom.js";

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";

export function createDialog({ cssClass, onLeave, fallback }) {
  const dialog = el("dialog", { class: cssClass, role: "dialog", "aria-modal": "true" });
  let giveBack = null;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onLeave();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    } else if (event.key === "Tab") keepInside(event, dialog);
  });
  return { element: dialog, open, close };

  function open() {
    if (dialog.open) return;
    giveBack = markFocus();
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  }
  function close() {
    if (!dialog.open) return;
    dialog.close();
    if (!giveBack()) fallback?.()?.focus();
  }
}

function keepInside(event, dialog) {
  const all = [...dialog.querySelectorAll(FOCUSABLE)].filter((node) => node.checkVisibility() && node.tabIndex >= 0);
  const at = all.indexOf(document.activeElement);
  const leaving = event.shiftKey ? at <= 0 : at === all.length - 1;
  if (!leaving || !all.length) return;
  event.preventDefault();
  all.at(event.shiftKey ? -1 : 0).focus();
}

// Slack's confirm object; resolves to whether the person said yes.
export function askFirst({ title, body, yes, no, danger }) {
  return new Promise((resolve) => {
    const answer = (value) => {
      dialog.close();
      dialog.element.remove();
      resolve(value);
    };
    const dialog = createDialog({ cssClass: "dialog dialog-small", onLeave: () => answer(false) });
    const [titleId, bodyId] = [newId("title"), newId("text")];
    dialog.element.setAttribute("aria-labelledby", titleId);
    dialog.element.setAttribute("aria-describedby", bodyId);
    const agree = el("button", { type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: () => answer(true) }, yes);
    dialog.element.append(
      el("h2", { id: titleId, class: "dialog-title" }, title),
      el("div", { id: bodyId, class: "dialog-text" }, body),
      el("div", { class: "dialog-foot" }, el("button", { type: "button", class: "button", onclick: () => answer(false) }, no), agree),
    );
    dialog.open();
    agree.focus();
  });
}
