// Elements from plain data. Text only ever enters as text nodes, so nothing a person typed
// can become markup.

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) assign(node, name, value);
  node.append(...present(children));
  return node;
}

export function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0);
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "value" || name === "checked") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

// Make `container` show `entries` ({key, signature, build}); what did not change keeps its
// element, and with it focus and caret. What has a popup open waits until that is closed.
export function patch(container, entries) {
  const old = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const kept = new Set(entries.map(({ key }) => key));
  // What goes is passed over: a node that stays is not moved, for then it would lose the cursor.
  const staying = (node) => (!node || kept.has(node.dataset.key) ? node : staying(node.nextElementSibling));
  let place = staying(container.firstElementChild);
  for (const { key, signature, build } of entries) {
    let node = old.get(key);
    old.delete(key);
    if (!node || (node.signature !== signature && !node.querySelector(":popover-open"))) {
      const fresh = Object.assign(build(), { signature });
      fresh.dataset.key = key;
      if (node === place) place = staying(node?.nextElementSibling ?? null);
      if (node) swap(node, fresh);
      else container.insertBefore(fresh, place);
      node = fresh;
    } else if (node === place) place = staying(node.nextElementSibling);
    else container.insertBefore(node, place);
  }
  for (const node of old.values()) removeKeepingFocus(node);
}

function swap(node, fresh) {
  const restore = node.contains(document.activeElement) ? markFocus() : null;
  node.replaceWith(fresh);
  restore?.();
}

function removeKeepingFocus(node) {
  const heir = node.nextElementSibling ?? node.previousElementSibling;
  const held = node.contains(document.activeElement);
  node.remove();
  if (held) (heir?.querySelector("[tabindex='0'], button, input") ?? heir)?.focus();
}

// Remember what has focus; the function returned gives it back, to the same element or to the
// one that took its place.
export function markFocus() {
  const active = document.activeElement;
  const keyed = active?.closest("[data-key]");
  const spot = active?.dataset.focus ?? (active === keyed ? null : "");
  const caret = active?.selectionStart;
  return () => {
    const stays = active?.isConnected && active !== document.body && active.checkVisibility();
    const target = stays ? active : successor(keyed?.dataset.key, spot);
    target?.focus({ preventScroll: true });
    if (typeof caret === "number" && target !== active) target?.setSelectionRange?.(caret, caret);
    return Boolean(target);
  };
}

// `spot`: the control's name; "" when it had none, null when the keyed element itself had focus.
function successor(key, spot) {
  const home = key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  const same = spot && home?.querySelector(`[data-focus="${CSS.escape(spot)}"]`);
  return same || (spot !== null && home?.querySelector("[data-focus]")) || home;
}

let ids = 0;
export function newId(noun) {
  ids += 1;
  return `${noun}-${ids}`;
}
