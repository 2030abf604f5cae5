// Interactive elements of blocks. A slot is an element's tie to the rest:
// {focus, value, naming, known, dispatches, keep(value), commit(value), press(value), search(query)};
// `keep` remembers what is being typed, `commit` settles a choice and says whether it was accepted.

import { drawCheckboxes, drawRadios } from "./choices.js";
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { drawPicker, drawText } from "./fields.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { decode } from "./mrkdwn.js";
import { drawSelect } from "./selects.js";

const DRAW = {
  button: drawButton, workflow_button: drawButton, overflow: drawOverflow,
  radio_buttons: drawRadios, checkboxes: drawCheckboxes,
  datepicker: drawPicker, timepicker: drawPicker, datetimepicker: drawPicker,
  plain_text_input: drawText, email_text_input: drawText, url_text_input: drawText, number_input: drawText,
  ...Object.fromEntries(["static", "external", "users", "channels", "conversations"]
    .flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]).map((type) => [type, drawSelect])),
};

export function drawElement(element, slot) {
  const draw = DRAW[element.type];
  return draw ? draw(element, slot) : el("span", { class: "not-drawn" }, `“${element.type}” is not drawn here.`);
}

function drawButton(element, slot) {
  const style = ["primary", "danger"].includes(element.style) ? ` ${element.style}` : "";
  const button = el("button", {
    type: "button", class: `button${style}`, "aria-label": element.accessibility_label, data: { focus: slot.focus },
  }, withEmoji(decode(element.text.text)));
  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    if (/^https?:/i.test(element.url ?? "")) window.open(element.url, "_blank", "noopener");
    await slot.commit(null);
    button.ariaBusy = "false";
  });
  return button;
}

function drawOverflow(element, slot) {
  const items = () => element.options.map((option) => ({
    words: withEmoji(decode(option.text.text)),
    hint: option.description && withEmoji(decode(option.description.text)),
    act: () => slot.commit(option.value),
  }));
  return menuButton({ say: "More choices", face: icon("more"), items, cssClass: "button button-more", focus: slot.focus, described: slot.naming["aria-describedby"] });
}

// What an element starts with.
export function initialValue(element) {
  const key = ["initial_value", "initial_date", "initial_time", "initial_date_time", "initial_user", "initial_channel",
    "initial_conversation", "initial_users", "initial_channels", "initial_conversations"].find((name) => name in element);
  if (key) return element[key];
  if (element.initial_options) return element.initial_options.map(({ value }) => value);
  return element.initial_option?.value ?? null;
}
