// What ties an interactive element to the block, and the scene, it stands in.

import { askFirst } from "./dialog.js";
import { withEmoji } from "./emoji.js";
import { drawElement } from "./inputs.js";
import { decode, textObject } from "./mrkdwn.js";

export function interactive(block, element, scene, { labelled, named, described, invalid, required }) {
  const formField = !["button", "overflow", "workflow_button"].includes(element.type);
  const naming = {
    ...(labelled && { "aria-labelledby": labelled }),
    ...(!labelled && formField && nameOf(element, named)),
    "aria-describedby": described || (element.type === "overflow" && named) || null,
    "aria-invalid": invalid ? "true" : null,
    "aria-required": required ? "true" : null,
  };
  return drawElement(element, slotFor(block, element, scene, naming));
}

function nameOf(element, named) {
  const own = element.accessibility_label ?? element.placeholder?.text;
  if (own) return { "aria-label": own };
  return named ? { "aria-labelledby": named } : { "aria-label": element.type.replaceAll("_", " ") };
}

function slotFor(block, element, scene, naming) {
  const slot = {
    focus: `${block.block_id}/${element.action_id}`,
    value: scene.valueOf(block, element),
    naming,
    known: scene.known,
    dispatches: block.type !== "input" || Boolean(block.dispatch_action),
    keep: (value) => scene.keep(block, element, value),
    press: (value) => scene.press(block, element, value),
    search: (query) => scene.search(block, element, query),
    commit: async (value) => {
      if (element.confirm && !(await confirmed(element.confirm, scene))) return false;
      slot.value = value;
      scene.keep(block, element, value);
      if (slot.dispatches) await scene.press(block, element, value);
      return true;
    },
  };
  return slot;
}

function confirmed({ title, text, confirm, deny, style }, scene) {
  return askFirst({
    title: withEmoji(decode(title.text)), body: textObject(text, scene.known),
    yes: withEmoji(decode(confirm?.text ?? "Yes")), no: withEmoji(decode(deny?.text ?? "Cancel")), danger: style === "danger",
  });
}
