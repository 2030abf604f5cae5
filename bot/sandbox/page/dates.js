// Moments as people read them: in this browser's time zone, "today" by the practice clock.

const LOCALE = navigator.language.startsWith("en") ? navigator.language : "en-GB";
const formats = new Map();

function format(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, options));
  return formats.get(key).format(date);
}

export const timeOf = (date) => format(date, { hour: "numeric", minute: "2-digit" });
export const zoneName = () => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
export const momentOf = (seconds) => new Date(Number(seconds) * 1000);
export const dayOf = (date) => format(date, { year: "numeric", month: "numeric", day: "numeric" });
export const fullMoment = (date) => `${format(date, LONG)} at ${timeOf(date)}`;

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const PLAIN = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };

function relativeDay(date, now) {
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

export function dayHeading(date, now) {
  const near = relativeDay(date, now);
  if (near) return near[0].toUpperCase() + near.slice(1);
  return format(date, { weekday: "long", day: "numeric", month: "long" });
}

function ago(date, now) {
  const minutes = Math.round((date - now) / 60_000);
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 60 / 24), "day");
}

const TOKENS = {
  date_num: (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-"),
  date: (date) => format(date, PLAIN),
  date_short: (date) => format(date, SHORT),
  date_long: (date) => format(date, LONG),
  date_pretty: (date, now) => relativeDay(date, now) ?? format(date, PLAIN),
  date_short_pretty: (date, now) => relativeDay(date, now) ?? format(date, SHORT),
  date_long_pretty: (date, now) => relativeDay(date, now) ?? format(date, LONG),
  time: (date) => timeOf(date),
  time_secs: (date) => format(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

// Slack's date tokens, as in `{date_short_pretty} {time}`; null when a token is unknown.
export function fillDate(pattern, seconds, now) {
  const date = momentOf(seconds);
  if (Number.isNaN(date.getTime())) return null;
  let known = true;
  const filled = pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    known &&= token in TOKENS;
    return known ? TOKENS[token](date, now) : whole;
  });
  return known ? filled : null;
}
