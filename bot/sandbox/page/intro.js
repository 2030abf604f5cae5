// What stands at the beginning of a conversation; in the first channel, how to start.

import { textButton } from "./buttons.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";

const EXAMPLE = "open Customers cannot pay by card";

export function drawIntro(page, channel, fill) {
  const name = page.known.nameOfChannel(channel);
  const [command] = page.state.commands;
  const title = el("h2", {}, channel.kind === "im" ? `This is between you and ${name}` : `Welcome to ${name}`);
  if (!command || channel !== page.known.channels[0]) return [title, channel.topic && el("p", {}, channel.topic)].filter(Boolean);
  const { name: app } = page.known.app;
  const what = el("p", {}, `Rehearse an outage with ${app} before the real one. `
    + "Everybody here is invented, and nothing leaves this computer.");
  const begin = textButton("Put it in the box", () => fill(`${command.command} ${EXAMPLE}`), "button primary");
  return [title, what, el("ol", { class: "steps" },
    step("bolt", "Open an incident", [`Send `, el("kbd", {}, `${command.command} ${EXAMPLE}`)], begin),
    step("clock", "Let time pass", [`Press “+10 min” in the bar at the top until ${app} says something is due.`]),
    step("people", "Be somebody else", ["Use “Act as” up there to answer as a team lead, a manager or finance."]))];
}

function step(picture, title, words, button) {
  return el("li", { class: "step" }, el("strong", {}, icon(picture), title), el("span", {}, words), button);
}
