// Block Kit. A scene is where blocks stand: {known, headingLevel, press(block, element, value),
// search(block, element, query), valueOf(block, element), keep(block, element, value), errorOf(block)}.

import { el, newId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { markdown } from "./markdown.js";
import { decode, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { interactive } from "./slots.js";

const DRAW = { actions, alert, container, context, divider, header, image, input, markdown, rich_text: richText, section, table };

export function drawBlock(block, scene) {
  const draw = DRAW[block.type];
  const drawn = draw ? draw(block, scene) : el("p", { class: "not-drawn" }, `A “${block.type}” block is not drawn here.`);
  drawn.classList.add("block");
  return drawn;
}

function section(block, scene) {
  const textId = newId("text");
  const text = block.text && el("div", { id: textId, class: "b-text" }, textObject(block.text, scene.known));
  const field = (object) => el("div", { class: "b-text" }, textObject(object, scene.known));
  const fields = block.fields?.length && el("div", { class: "b-fields" }, block.fields.map(field));
  const { accessory } = block;
  const side = accessory && el("div", { class: "b-accessory" },
    accessory.type === "image" ? picture(accessory, "b-thumb") : interactive(block, accessory, scene, { named: block.text && textId }));
  return el("div", { class: "b-section" }, el("div", { class: "b-main" }, text, fields), side);
}

function header(block, scene) {
  return el(`h${scene.headingLevel}`, { class: "b-header" }, withEmoji(decode(block.text.text)));
}

function divider() {
  return el("hr");
}

function alert(block, scene) {
  return el("div", { class: `b-alert ${block.level ?? "default"}` }, el("div", { class: "b-text" }, textObject(block.text, scene.known)));
}

function container(block, scene) {
  const title = block.title && el("p", { class: "b-label" }, textObject(block.title, scene.known));
  return el("div", { class: "b-container" }, title, block.child_blocks.map((child) => drawBlock(child, scene)));
}

// The first row names the columns, as in Slack.
function table(block, scene) {
  const inside = (cell) => (cell.type === "rich_text" ? richText(cell, scene) : withEmoji(cell.text));
  const [head, ...rows] = block.rows.map((row) => row.map(inside));
  const line = (cells, tag, attributes) => el("tr", {}, cells.map((cell) => el(tag, attributes, cell)));
  return el("div", { class: "b-scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    el("table", { class: "b-table" },
      el("thead", {}, line(head, "th", { scope: "col" })),
      el("tbody", {}, rows.map((row) => line(row, "td")))));
}

function context(block, scene) {
  return el("div", { class: "b-context" }, block.elements.map((element) =>
    element.type === "image" ? picture(element, "b-tiny") : el("span", {}, textObject(element, scene.known))));
}

function actions(block, scene) {
  return el("div", { class: "b-actions" }, block.elements.map((element) => interactive(block, element, scene, {})));
}

function image(block, scene) {
  const title = block.title && el("figcaption", {}, textObject(block.title, scene.known));
  return el("figure", { class: "b-image" }, title, picture(block, "b-picture"));
}

function picture({ image_url: url, slack_file: file, alt_text: alt }, cssClass) {
  const address = url ?? file?.url ?? "";
  const src = /^https?:/i.test(address) ? address : null;
  const shown = el("img", { class: cssClass, alt, loading: "lazy", referrerpolicy: "no-referrer", src });
  const words = () => el("span", { class: "b-alt", role: "img", "aria-label": alt }, alt);
  shown.addEventListener("error", () => shown.replaceWith(words()), { once: true });
  return shown;
}

// Elements a label can point at; the others are groups, and are named by it.
const LABELLED = /input$|picker$|select$/;

function input(block, scene) {
  const { element, hint, optional } = block;
  const [labelId, hintId, errorId] = [newId("label"), newId("hint"), newId("error")];
  const error = scene.errorOf(block);
  const described = [error && errorId, hint && hintId].filter(Boolean).join(" ");
  const field = interactive(block, element, scene, {
    labelled: labelId, described, invalid: Boolean(error), required: !optional,
  });
  const target = field.matches("input, textarea") ? field : field.querySelector("[role=combobox]");
  if (target) target.id = newId("field");
  const label = el(LABELLED.test(element.type) ? "label" : "span", { id: labelId, class: "b-label", for: target?.id },
    withEmoji(decode(block.label.text)), optional && el("span", { class: "b-optional" }, " (optional)"));
  return el("div", { class: `b-input${error ? " has-error" : ""}` }, label, field,
    error && el("p", { id: errorId, class: "b-error" }, error),
    hint && el("p", { id: hintId, class: "b-hint" }, withEmoji(decode(hint.text))));
}
