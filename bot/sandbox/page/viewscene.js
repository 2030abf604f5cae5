// Where the blocks of a modal or of App Home stand: what was typed lives here, and survives an
// update of the view as long as block, action and kind of element stay the same.

import { drawBlock } from "./blocks.js";
import { el, patch } from "./dom.js";
import { initialValue } from "./inputs.js";

const STATELESS = ["button", "overflow", "workflow_button"];

export class ViewScene {
  #typed = new Map();

  constructor(page, { headingLevel, onRefusal }) {
    Object.assign(this, { page, headingLevel, onRefusal, errors: {} });
    this.element = el("div", { class: "blocks" });
  }

  get known() {
    return this.page.known;
  }

  render(view, { state = {}, errors = {} } = {}) {
    Object.assign(this, { view, state, errors });
    const kept = new Set(elementsOf(view).map(([block, element]) => this.#key(block, element)));
    for (const key of this.#typed.keys()) if (key.startsWith(`${view.id} `) && !kept.has(key)) this.#typed.delete(key);
    patch(this.element, view.blocks.map((block, index) => ({
      key: `${view.id} ${block.block_id ?? index}`,
      signature: JSON.stringify([block, this.errorOf(block)]),
      build: () => drawBlock(block, this),
    })));
  }

  valueOf(block, element) {
    const key = this.#key(block, element);
    if (this.#typed.has(key)) return this.#typed.get(key);
    const known = this.state?.[block.block_id]?.[element.action_id];
    return known === undefined ? initialValue(element) : known;
  }

  errorOf(block) {
    return this.errors[block.block_id] ?? null;
  }

  keep(block, element, value) {
    if (!STATELESS.includes(element.type)) this.#typed.set(this.#key(block, element), value);
  }

  async press(block, element, value) {
    this.keep(block, element, value);
    const answer = await this.page.act("press", { ...this.#at(block, element), value, state: this.values() }, { quietly: true });
    if (!answer.ok) this.onRefusal(answer.error);
  }

  search(block, element, query) {
    return this.page.options({ ...this.#at(block, element), query });
  }

  // {block_id: {action_id: plain value}}
  values() {
    const values = {};
    for (const [block, element] of elementsOf(this.view)) (values[block.block_id] ??= {})[element.action_id] = this.valueOf(block, element);
    return values;
  }

  #at(block, element) {
    return { view_id: this.view.id, block_id: block.block_id, action_id: element.action_id };
  }

  #key(block, element) {
    return `${this.view.id} ${block.block_id} ${element.action_id} ${element.type}`;
  }
}

function elementsOf(view) {
  return view.blocks
    .flatMap((block) => [block.element, block.accessory, ...(block.elements ?? [])].map((element) => [block, element]))
    .filter(([, element]) => element?.action_id && !STATELESS.includes(element.type));
}
