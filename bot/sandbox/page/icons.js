// Our own drawings, 20 × 20, one stroke.

const PATHS = {
  back: "M12 4 6 10l6 6",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1 1H4zM8.5 17.5h3",
  bolt: "M11 2.5 4.5 11H10l-1 6.5L15.5 9H10z",
  check: "M4 10.5 8 14.5 16 6",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4.2l2.8 1.8",
  close: "M5 5l10 10M15 5 5 15",
  down: "M5 8l5 5 5-5",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5M10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  file: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5.5M7.5 13h5.5",
  hash: "M8 3 6.5 17M13.5 3 12 17M4 7.5h13M3 12.5h13",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  people: "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 17c0-3.5 2.5-5.5 5.5-5.5S13 13.5 13 17M13 9.5a2.5 2.5 0 1 0-1-4.7M15 12c2 .6 3 2.4 3 5",
  pin: "M7 3h6l-1 5 3 3H5l3-3zM10 11v6.5",
  reply: "M4 4h12v9H9l-4 3.5V13H4z",
  send: "M3 16.5 17 10 3 3.5 5 10zM5 10h6",
  warning: "M10 3 2.5 16.5h15zM10 8v4M10 14.3h.01",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  return drawing(`icon icon-${name}`, "0 0 20 20", [["path", { d: PATHS[name] }]]);
}

export function drawing(cssClass, viewBox, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { class: cssClass, viewBox, "aria-hidden": "true", focusable: "false" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const [tag, shape] of shapes) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(shape)) node.setAttribute(name, value);
    svg.append(node);
  }
  return svg;
}

// The app's mark: a plain spoken word, with the clock running in it.
export function mark() {
  return drawing("mark", "0 0 36 36", [
    ["path", { class: "mark-ground", d: "M9 0h18a9 9 0 0 1 9 9v18a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9z" }],
    ["path", { class: "mark-bubble", d: "M18 8c6 0 10.5 3.7 10.5 8.8S24 25.6 18 25.6c-1.300 0-2.5-.2-3.6-.5L9.5 28l.9-4.6c-1.9-1.6-2.9-3.9-2.9-6.6C7.5 11.7 12 8 18 8z" }],
    ["path", { class: "mark-hand", d: "M18 12.2v5l3.4 2.2" }],
  ]);
}
