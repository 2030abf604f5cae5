// Text, numbers, dates and times: the browser's own fields.

import { el } from "./dom.js";

const TYPING_PAUSE_MS = 300;
const EARLIEST_YEAR = 1900; // a year being typed passes through 0002, 0020 and 0202

export function drawText(element, slot) {
  const { type, multiline } = element;
  const attributes = {
    class: "field", placeholder: element.placeholder?.text, minlength: element.min_length, maxlength: element.max_length ?? 3000,
    autocomplete: "off", value: slot.value ?? "", ...slot.naming,
    data: { focus: slot.focus, ...(element.focus_on_load && { early: "" }) },
  };
  const field = multiline ? el("textarea", { ...attributes, rows: 4 }) : el("input", { ...attributes, ...KINDS[type] });
  field.addEventListener("input", () => slot.keep(field.value));
  dispatchText(field, element, slot);
  return field;
}

const KINDS = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", inputmode: "email" },
  url_text_input: { type: "url", inputmode: "url" },
  number_input: { type: "text", inputmode: "decimal" },
};

function dispatchText(field, element, slot) {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer = null;
  if (!slot.dispatches) return;
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !on.includes("on_enter_pressed")) return;
    event.preventDefault();
    slot.press(field.value);
  });
  if (on.includes("on_character_entered")) field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => slot.press(field.value), TYPING_PAUSE_MS);
  });
}

export function drawPicker(element, slot) {
  const kind = element.type.replace("picker", "");
  const type = kind === "datetime" ? "datetime-local" : kind;
  const attributes = { type, class: "field field-moment", value: FROM[kind](slot.value), data: { focus: slot.focus } };
  const field = el("input", { ...attributes, ...slot.naming });
  let typing = false;
  let told = field.value;
  const settle = async () => {
    typing = false;
    const year = type === "time" ? EARLIEST_YEAR : Number(field.value.slice(0, 4));
    if (field.value === told || (field.value && year < EARLIEST_YEAR)) return;
    const before = told;
    told = field.value;
    if (!(await slot.commit(TO[kind](field.value)))) field.value = told = before;
  };
  field.addEventListener("keydown", (event) => {
    typing = event.key !== "Enter";
    if (event.key === "Enter") settle();
  });
  field.addEventListener("change", () => (typing ? slot.keep(TO[kind](field.value)) : settle()));
  field.addEventListener("blur", settle);
  return field;
}

const asIs = (value) => value ?? "";
const orNull = (value) => value || null;
const FROM = { date: asIs, time: asIs, datetime: (seconds) => (seconds ? localMinute(new Date(seconds * 1000)) : "") };
const TO = { date: orNull, time: orNull, datetime: (value) => (value ? Math.floor(new Date(value).getTime() / 1000) : null) };

function localMinute(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
