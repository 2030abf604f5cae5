// The page: fetches what one person sees, shows it, and does what that person does.

import { Api, ConnectionLost, LiveLine } from "./api.js";
import { ChannelPane, shownIn } from "./channel.js";
import { markFocus } from "./dom.js";
import { Known } from "./known.js";
import { Modal } from "./modal.js";
import { News } from "./news.js";
import { Notices } from "./notices.js";
import { POPUP_CLOSED } from "./popup.js";
import { PracticeBar } from "./practice.js";
import { Sidebar } from "./sidebar.js";
import { ThreadPane } from "./thread.js";

const FIRST_PERSON = "U01DAN";
const KEPT_AS = "practice.acting-as";
const NARROW = matchMedia("(max-width: 760px)");

class Page {
  state = null;
  known = null;
  place = null;
  thread = null;
  #fetching = null;
  #again = false;
  #newFrom = new Map();
  #settledAs = null;

  constructor() {
    this.notices = new Notices(this);
    this.news = new News(this);
    this.practice = new PracticeBar(this);
    this.sidebar = new Sidebar(this);
    this.channelPane = new ChannelPane(this);
    this.threadPane = new ThreadPane(this);
    this.modal = new Modal(this);
    document.addEventListener("click", (event) => this.#clickedLink(event));
    addEventListener("popstate", () => this.#follow());
    document.addEventListener("visibilitychange", () => this.#markRead());
    document.addEventListener(POPUP_CLOSED, () => this.render());
  }

  async start(me) {
    this.#connect(me);
    await this.refresh();
    this.#follow();
  }

  #mount() {
    document.getElementById("app").replaceChildren(
      this.practice.element, this.sidebar.element, this.sidebar.shade, this.channelPane.element, this.threadPane.element);
  }

  #connect(me) {
    this.live?.stop();
    this.api = new Api(me);
    this.live = new LiveLine(me, {
      onChange: (version) => version !== this.state?.version && this.#refreshOrSay(),
      onLost: () => this.#lost(),
      onBack: () => this.#back(),
    });
  }

  #lost() {
    const retry = { words: "Try again", act: () => this.live.retry() };
    this.notices.say("Connection to the practice workspace lost. Trying to get it back…", { key: "connection", action: retry });
  }

  // The workspace may be a new one, with the same version by chance: always look again.
  #back() {
    this.notices.unsay("connection");
    if (this.state) this.#refreshOrSay();
  }

  #refreshOrSay() {
    return this.refresh().catch(() => this.#lost());
  }

  // Fetch and show; calls made meanwhile share one more fetch.
  refresh() {
    this.#again = Boolean(this.#fetching);
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetch() {
    do {
      this.#again = false;
      const { api } = this;
      const state = await api.state();
      if (api === this.api) this.#take(state);
      else this.#again = true;
    } while (this.#again);
  }

  #take(state) {
    if (!this.state) this.#mount();
    this.state = state;
    this.known = new Known(state, performance.now());
    const place = [this.place, this.#placeInAddress()].find((one) => this.#exists(one)) ?? this.#firstPlace();
    if (place !== this.place || state.me !== this.#settledAs) this.#settle(place);
    this.render();
    this.news.tell();
    this.#markRead();
  }

  render() {
    if (!this.state) return;
    for (const part of [this.practice, this.sidebar, this.channelPane, this.threadPane, this.notices, this.modal]) part.render();
    const unread = this.known.channels.reduce((sum, channel) => sum + channel.unread, 0);
    const here = this.place === "home" ? this.known.app.name : this.known.nameOfChannel(this.known.channel(this.place));
    document.title = `${unread ? `(${unread}) ` : ""}${here} · ${this.state.team.name}`;
    document.body.classList.toggle("with-thread", !this.threadPane.element.hidden);
  }

  // Do something as this person. Answers {ok, error}; an error is shown unless `quietly`.
  async act(what, details, { quietly = false } = {}) {
    const { api } = this;
    const answer = await this.#answerOf(api.act(what, details));
    if (answer.ok) await this.#refreshOrSay();
    else if (!quietly) this.notices.say(answer.error);
    return answer;
  }

  options(details) {
    return this.#answerOf(this.api.act("options", details));
  }

  async #answerOf(asked) {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof ConnectionLost) return { ok: false, error: `${error.message} Nothing was sent; please try again.` };
      throw error;
    }
  }

  async actAs(id) {
    sessionStorage.setItem(KEPT_AS, id);
    this.news = new News(this);
    this.#connect(id);
    await this.refresh();
    this.#openHomeIfShown();
    const me = this.known.person(id);
    this.announce(`You now act as ${me.name}, ${me.title}.`);
  }

  announce(words) {
    this.notices.announce(words);
  }

  // Going places.

  go(place) {
    this.sidebar.toggle(false);
    if (place !== this.place) history.pushState(null, "", `#${place}`);
    this.#follow();
    if (!NARROW.matches && place !== "home") this.channelPane.composer.focus();
  }

  #follow() {
    const place = this.#placeInAddress();
    if (!place) return;
    const [, , ts] = location.hash.match(/^#([^/]+)\/([\d.]+)$/) ?? [];
    if (place !== this.place) this.#settle(place);
    this.render();
    this.#openHomeIfShown();
    this.#markRead();
    if (ts) this.showMessage(place, ts);
  }

  // Channel mentions and permalinks lead to places on this page; the skip link to where one acts.
  #clickedLink(event) {
    const address = event.target.closest?.("a[href^='#']")?.getAttribute("href");
    if (!address) return;
    event.preventDefault();
    if (document.getElementById(address.slice(1))) return this.channelPane.focus();
    history.pushState(null, "", address);
    return this.#follow();
  }

  #settle(place) {
    Object.assign(this, { place, thread: null });
    this.#settledAs = this.known.me;
    if (this.#placeInAddress() !== place) history.replaceState(null, "", `#${place}`);
    const channel = this.known.channel(place);
    const theirs = channel ? shownIn(channel).filter(({ user }) => user !== this.known.me) : [];
    this.#newFrom.set(place, channel?.unread ? theirs.at(-channel.unread)?.ts : null);
  }

  #placeInAddress() {
    const [, place] = location.hash.match(/^#([^/]+)/) ?? [];
    return this.#exists(place) ? place : null;
  }

  #exists(place) {
    return place === "home" || Boolean(place && this.known.channel(place));
  }

  #firstPlace() {
    return (this.known.channels.find(({ kind }) => kind !== "im") ?? this.known.channels[0])?.id ?? "home";
  }

  #openHomeIfShown() {
    if (this.place === "home") this.act("open_home", {}, { quietly: true });
  }

  newFrom(place) {
    return this.#newFrom.get(place) ?? null;
  }

  showMessage(place, ts) {
    const message = this.known.channel(place)?.messages.find((one) => one.ts === ts);
    if (message?.thread_ts && message.thread_ts !== ts) this.openThread(place, message.thread_ts);
    else this.channelPane.flash(ts);
  }

  openThread(channel, ts) {
    this.leaveThread = markFocus();
    this.thread = { channel, ts };
    this.render();
    this.threadPane.composer.focus();
  }

  closeThread() {
    this.thread = null;
    this.render();
    if (!this.leaveThread?.()) this.channelPane.composer.focus();
  }

  followEnd(inThread) {
    (inThread ? this.threadPane : this.channelPane).messages.toEnd();
  }

  // What is on screen is read.
  #markRead() {
    const channel = this.known?.channel(this.place);
    if (channel?.unread && document.visibilityState === "visible") this.act("read", { channel: channel.id }, { quietly: true });
  }
}

const me = new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem(KEPT_AS) ?? FIRST_PERSON;
new Page().start(me).catch((error) => {
  sessionStorage.removeItem(KEPT_AS);
  document.getElementById("app").textContent = `The practice workspace could not be shown: ${error.message} Please load the page again.`;
});
