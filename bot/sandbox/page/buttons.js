// The page's own buttons.

import { el } from "./dom.js";
import { icon } from "./icons.js";

export function textButton(words, act, cssClass = "button") {
  return el("button", { type: "button", class: cssClass, onclick: act }, words);
}

export function iconButton(name, say, act, { cssClass = "", title = null, focus = null } = {}) {
  const attributes = { type: "button", class: `icon-button ${cssClass}`, "aria-label": say, title, onclick: act };
  return el("button", { ...attributes, data: focus && { focus } }, icon(name));
}

export const unseen = (words) => el("span", { class: "visually-hidden" }, words);
