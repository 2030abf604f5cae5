// The app's Home.

import { el } from "./dom.js";
import { ViewScene } from "./viewscene.js";

export class Home {
  constructor(page) {
    this.page = page;
    this.scene = new ViewScene(page, { headingLevel: 2, onRefusal: (words) => page.notices.say(words) });
    this.empty = el("p", { class: "home-empty" });
    const sheet = el("div", { class: "home-sheet" }, this.empty, this.scene.element);
    this.element = el("div", { class: "scroller home", tabindex: "-1" }, sheet);
  }

  render() {
    const { state, known } = this.page;
    this.empty.hidden = Boolean(state.home);
    this.empty.textContent = known.app.has_home
      ? `${known.app.name} has not put anything here yet.`
      : `What ${known.app.name} has to tell you alone will stand here.`;
    if (state.home) this.scene.render(state.home);
    else this.scene.element.replaceChildren();
  }
}
