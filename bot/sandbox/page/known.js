// What the page knows about people, channels and the time, for everything it draws.

import { el } from "./dom.js";
import { mark } from "./icons.js";

const COLOURS = 8;

export class Known {
  constructor(state, receivedAt) {
    this.me = state.me;
    this.channels = state.channels.filter(({ is_member: mine }) => mine);
    this.channelNames = new Map(state.channels.map(({ id, name }) => [id, name]));
    this.app = state.app;
    this.everybody = new Map(state.people.map((person) => [person.id, person]));
    this.people = state.people.filter(({ is_bot: bot, deleted }) => !bot && !deleted);
    this.groups = new Map((state.groups ?? []).map((group) => [group.id, group]));
    Object.assign(this, { clock: state.clock, receivedAt });
  }

  person(id) {
    return this.everybody.get(id);
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  group(id) {
    return this.groups.get(id);
  }

  // The practice clock, which may run fast.
  now() {
    const passed = performance.now() - this.receivedAt;
    return new Date(this.clock.now * 1000 + passed * this.clock.rate);
  }

  nameOfChannel(channel) {
    if (channel.kind !== "im") return `#${channel.name}`;
    return this.person(channel.with)?.name ?? channel.with;
  }

  isApp(id) {
    return id === this.app.bot_user || Boolean(this.person(id)?.is_bot);
  }
}

export function avatar(id, known, size = "") {
  if (id === known.app.bot_user) return el("span", { class: `avatar avatar-app ${size}`, "aria-hidden": "true" }, mark());
  const name = known.person(id)?.name ?? "?";
  const initials = name.split(/\s+/).map(([letter]) => letter).slice(0, 2).join("");
  const colour = Math.max(0, known.people.findIndex((person) => person.id === id)) % COLOURS;
  return el("span", { class: `avatar colour-${colour} ${size}`, "aria-hidden": "true" }, initials);
}
