// The bar that no real Slack has: who one acts as, and the practice clock.

import { Api } from "./api.js";
import { unseen } from "./buttons.js";
import { dayHeading, timeOf, zoneName } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./known.js";
import { menuButton } from "./menu.js";
import { keepTimesTrue } from "./mrkdwn.js";

const STEPS = [["+10 min", 600, "Let ten minutes pass"], ["+1 h", 3600, "Let an hour pass"]];
const RATES = [["Normal", 1], ["Fast ×60", 60]];
const TICK_MS = 1000;

export class PracticeBar {
  constructor(page) {
    this.page = page;
    this.time = el("time", { class: "clock-time" });
    this.day = el("span", { class: "clock-day" });
    this.steps = el("span", { class: "clock-steps" }, STEPS.map(([words, seconds, title]) =>
      this.#pill(words, { turn_by: seconds }, { title })));
    this.rates = el("span", { class: "clock-rates", role: "group", "aria-label": "Speed of the practice clock" },
      RATES.map(([words, rate]) => this.#pill(words, { rate }, { "aria-pressed": "false", data: { rate } })));
    this.who = el("span", { class: "who" });
    const face = el("span", { class: "clock-face", title: `Practice time, shown for ${zoneName()}` },
      icon("clock"), unseen("Practice time"), this.day, this.time);
    this.element = el("header", { class: "practice", "aria-label": "Practice controls" },
      el("p", { class: "practice-label" }, "Practice", el("span", { class: "only-wide" }, " workspace")),
      this.who,
      el("div", { class: "clock" }, face, this.steps, this.rates));
    setInterval(() => this.#tick(), TICK_MS);
  }

  render() {
    const { known, state } = this.page;
    for (const button of this.rates.children) button.ariaPressed = String(Number(button.dataset.rate) === state.clock.rate);
    this.#tick();
    if (this.shownFor === known.me) return;
    this.shownFor = known.me;
    const me = known.person(known.me);
    const words = [el("span", { class: "who-name" }, me.name), el("span", { class: "who-title" }, me.title)];
    const face = [avatar(me.id, known, "small"), words, icon("down")];
    const focused = this.who.contains(document.activeElement);
    this.who.replaceChildren(el("span", { class: "who-label only-wide" }, "Act as"),
      menuButton({ say: `Act as: ${me.name}, ${me.title}`, face, items: () => this.#cast(), cssClass: "who-button" }));
    if (focused) this.who.querySelector("button").focus();
  }

  #pill(words, change, attributes) {
    const turn = () => this.#turn(change, words);
    return el("button", { type: "button", class: "pill", onclick: turn, ...attributes }, words);
  }

  #tick() {
    if (!this.page.known) return;
    const now = this.page.known.now();
    this.time.textContent = timeOf(now);
    this.time.dateTime = now.toISOString();
    this.day.textContent = dayHeading(now, new Date());
    keepTimesTrue(now);
  }

  async #turn(change, words) {
    await this.page.api.clock(change);
    await this.page.refresh();
    const speed = `The practice clock now runs at ${words.toLowerCase()} speed.`;
    this.page.announce(change.rate ? speed : `Practice time is now ${timeOf(this.page.known.now())}.`);
  }

  // Everybody one can act as, with what waits for them.
  async #cast() {
    const { known } = this.page;
    const waiting = await unreadOf(known.people.filter(({ id }) => id !== known.me));
    return known.people.map((person) => ({
      lead: avatar(person.id, known, "small"), words: person.name, hint: person.title, checked: person.id === known.me,
      tail: waiting.get(person.id) > 0 && el("span", { class: "badge" }, `${waiting.get(person.id)} new`),
      act: () => this.page.actAs(person.id),
    }));
  }
}

async function unreadOf(people) {
  const states = await Promise.all(people.map(({ id }) => new Api(id).state().catch(() => null)));
  const total = (channels) => channels.reduce((sum, { unread }) => sum + unread, 0);
  return new Map(states.filter(Boolean).map(({ me, channels }) => [me, total(channels)]));
}
