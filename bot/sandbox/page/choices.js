// Radio buttons and checkboxes.

import { el, newId } from "./dom.js";
import { textObject } from "./mrkdwn.js";

export function drawRadios(element, slot) {
  const name = newId("radio");
  const group = el("div", { role: "radiogroup", class: "choices", ...slot.naming });
  group.append(...element.options.map((option, index) => {
    const input = el("input", {
      type: "radio", name, data: { focus: `${slot.focus}/${index}` }, checked: option.value === slot.value,
      onchange: () => commit(slot, option.value, group, (other) => other === slot.value),
    });
    return choice(input, option, slot);
  }));
  return group;
}

export function drawCheckboxes(element, slot) {
  const inputs = [];
  const group = el("div", { role: "group", class: "choices", ...withoutState(slot.naming) });
  const picked = () => element.options.filter((_, index) => inputs[index].checked).map(({ value }) => value);
  for (const [index, option] of element.options.entries()) {
    inputs.push(el("input", {
      type: "checkbox", data: { focus: `${slot.focus}/${index}` }, checked: slot.value?.includes(option.value) ?? false,
      onchange: () => commit(slot, picked(), group, (value) => slot.value?.includes(value)),
    }));
  }
  group.append(...element.options.map((option, index) => choice(inputs[index], option, slot)));
  for (const [index, option] of element.options.entries()) inputs[index].optionValue = option.value;
  return group;
}

// A group of checkboxes can be described, but not be required or invalid as a whole.
function withoutState({ "aria-required": _required, "aria-invalid": _invalid, ...naming }) {
  return naming;
}

async function commit(slot, value, group, wasChosen) {
  if (await slot.commit(value)) return;
  for (const input of group.querySelectorAll("input")) input.checked = Boolean(wasChosen(input.optionValue));
}

function choice(input, option, slot) {
  input.optionValue = option.value;
  const hint = option.description && el("span", { class: "choice-hint" }, textObject(option.description, slot.known));
  return el("label", { class: "choice" }, input, el("span", {}, textObject(option.text, slot.known), hint));
}
