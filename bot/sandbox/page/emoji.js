// Emoji by their usual short names. A few that carry meaning on cards are drawn here, so that
// they look the same on every machine, also on one without an emoji font.

import { el } from "./dom.js";
import { drawing } from "./icons.js";

const NAMES = {
  "+1": "👍", "-1": "👎", alarm_clock: "⏰", arrow_right: "➡️", arrows_counterclockwise: "🔄",
  bell: "🔔", black_circle: "⚫", blue_heart: "💙", bulb: "💡", busts_in_silhouette: "👥",
  calendar: "📆", chart_with_upwards_trend: "📈", clap: "👏", clipboard: "📋", construction: "🚧",
  credit_card: "💳", date: "📅", email: "✉️", envelope: "✉️", exclamation: "❗", eyes: "👀",
  fire: "🔥", gear: "⚙️", gift: "🎁", green_heart: "💚", handshake: "🤝", heart: "❤️",
  heavy_check_mark: "✔️", hourglass: "⌛", hourglass_flowing_sand: "⏳", information_source: "ℹ️",
  joy: "😂", key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_purple_circle: "🟣", large_yellow_circle: "🟡", link: "🔗", lock: "🔒", loudspeaker: "📢",
  mag: "🔍", mega: "📣", memo: "📝", moneybag: "💰", mute: "🔇", no_entry: "⛔",
  no_entry_sign: "🚫", ok_hand: "👌", page_facing_up: "📄", pencil: "📝", pencil2: "✏️",
  phone: "☎️", pray: "🙏", pushpin: "📌", question: "❓", raised_hands: "🙌", receipt: "🧾",
  red_circle: "🔴", robot_face: "🤖", rocket: "🚀", rotating_light: "🚨", round_pushpin: "📍",
  scroll: "📜", shield: "🛡️", simple_smile: "🙂", slightly_smiling_face: "🙂", smile: "😄",
  smiley: "😃", sos: "🆘", sparkles: "✨", speech_balloon: "💬", star: "⭐", stopwatch: "⏱️",
  studio_microphone: "🎙️", sunny: "☀️", tada: "🎉", telephone_receiver: "📞", thinking_face: "🤔",
  thumbsdown: "👎", thumbsup: "👍", tools: "🛠️", warning: "⚠️", wave: "👋",
  white_check_mark: "✅", white_circle: "⚪", wrench: "🔧", x: "❌", zap: "⚡", zzz: "💤",
};

const circle = (cssClass) => [["circle", { class: cssClass, cx: 10, cy: 10, r: 7.5 }]];
const line = (d, cssClass = "e-line") => ["path", { class: cssClass, d }];

const DRAWN = {
  "🔴": circle("e-red"), "🟠": circle("e-orange"), "🟡": circle("e-yellow"), "🟢": circle("e-green"),
  "🔵": circle("e-blue"), "🟣": circle("e-purple"), "⚪": circle("e-white"), "⚫": circle("e-black"),
  "✅": [["rect", { class: "e-green", x: 2, y: 2, width: 16, height: 16, rx: 4 }], line("M5.5 10.5 8.5 13.5 14.5 7", "e-white-line")],
  "❌": [line("M4.5 4.5l11 11M15.5 4.5l-11 11", "e-red-line")],
  "⚠": [["path", { class: "e-yellow", d: "M10 2 1.5 17.5h17z" }], line("M10 7.5v5M10 15h.01")],
  "🚨": [
    ["path", { class: "e-red", d: "M5 14v-4a5 5 0 0 1 10 0v4z" }],
    ["rect", { class: "e-black", x: 3.5, y: 14, width: 13, height: 3, rx: 1 }],
    line("M10 1v2M3 4l1.5 1.5M17 4l-1.5 1.5", "e-red-line"),
  ],
  "📌": [["circle", { class: "e-red", cx: 11.5, cy: 7, r: 4.5 }], line("M8.5 10.5 4 16.5")],
  "⏰": [["circle", { class: "e-white e-edge", cx: 10, cy: 11, r: 6.5 }], line("M10 7.5V11l2.5 1.5M3 6l3-3M17 6l-3-3")],
  "⏳": [line("M5 2.5h10M5 17.5h10M6 3c0 5 8 8 8 14M14 3c0 5-8 8-8 14")],
  "💬": [["path", { class: "e-white e-edge", d: "M3 4h14v9.5H9L5 17v-3.5H3z" }], line("M6.5 7.5h7M6.5 10.200h4.5")],
  "📝": [["path", { class: "e-white e-edge", d: "M4 2.5h9l3 3v12H4z" }], line("M6.5 8h7M6.5 11h7M6.5 14h4")],
  "🔔": [["path", { class: "e-yellow", d: "M4.5 14V9a5.5 5.5 0 0 1 11 0v5l1.5 1.5H3zM8 17h4l-2 1.5z" }]],
};

const SHORTCODE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;
const PICTURE = new RegExp(`(?:${Object.keys(DRAWN).join("|")})\uFE0F?`, "gu");

// Text nodes and drawn emoji for `text`; unknown short names stay as they were typed.
export function withEmoji(text) {
  const plain = text.replace(SHORTCODE, (whole, name) => NAMES[name] ?? whole);
  const nodes = [];
  let from = 0;
  for (const found of plain.matchAll(PICTURE)) {
    nodes.push(plain.slice(from, found.index), picture(found[0]));
    from = found.index + found[0].length;
  }
  return [...nodes, plain.slice(from)].filter(Boolean);
}

export function emojiNamed(name) {
  return withEmoji(NAMES[name] ?? `:${name}:`);
}

function picture(character) {
  const shapes = DRAWN[character.replace("\uFE0F", "")];
  const name = Object.keys(NAMES).find((key) => NAMES[key].startsWith(character)) ?? "emoji";
  const label = name.replaceAll("_", " ");
  return el("span", { class: "emoji", role: "img", "aria-label": label }, drawing("", "0 0 20 20", shapes));
}
