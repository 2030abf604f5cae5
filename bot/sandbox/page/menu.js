// A button with a menu: arrows, Home, End, first letter, Enter, Escape.

import { el } from "./dom.js";
import { openPopup } from "./popup.js";

// items() gives {words, hint?, lead?, checked?, act}; `say` is what the button is called.
export function menuButton({ say, face, items, cssClass = "icon-button", focus, side, described = null }) {
  const attributes = { type: "button", class: cssClass, "aria-haspopup": "menu", "aria-expanded": "false" };
  const button = el("button", { ...attributes, "aria-label": say, "aria-describedby": described, title: say, data: focus && { focus } }, face);
  let close = null;

  async function open(last = false) {
    if (close) return close();
    const menu = drawMenu(say, await items(), () => close?.());
    close = openPopup(menu, button, { side, onClose: forget.bind(null, menu) });
    button.setAttribute("aria-expanded", "true");
    const choices = [...menu.querySelectorAll("[role^=menuitem]")];
    (choices.find((item) => item.ariaChecked === "true") ?? choices.at(last ? -1 : 0))?.focus();
  }
  function forget(menu) {
    const inside = menu.contains(document.activeElement);
    close = null;
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (inside) button.focus();
  }
  button.addEventListener("click", () => open());
  button.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });
  return button;
}

function drawMenu(say, items, close) {
  const act = (item) => {
    close();
    item.act();
  };
  const attributes = { class: "popup menu", popover: "manual", role: "menu", "aria-label": say };
  const menu = el("div", attributes, items.map((item) => drawItem(item, act)));
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  return menu;
}

function drawItem(item, act) {
  const chosen = item.checked === undefined ? {} : { role: "menuitemradio", "aria-checked": String(item.checked) };
  return el("button", { type: "button", role: "menuitem", tabindex: "-1", ...chosen, onclick: () => act(item) },
    item.lead,
    el("span", { class: "menu-words" }, item.words, item.hint && el("span", { class: "menu-hint" }, item.hint)),
    item.tail);
}

function moveInMenu(event, menu, close) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const targets = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 };
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key in targets) {
    event.preventDefault();
    items[targets[event.key]].focus();
  } else if (event.key.length === 1 && event.key !== " ") {
    const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    later.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}
