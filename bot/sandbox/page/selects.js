// Slack's selects, each a combobox over its own source of options.

import { Combobox } from "./combobox.js";
import { decode } from "./mrkdwn.js";

const LEAST_CHARACTERS = 3; // Slack's default min_query_length
const remembered = new Map(); // words of external options picked earlier, by value

export function drawSelect(element, slot) {
  const kind = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  const several = element.type.startsWith("multi_");
  const source = SOURCES[kind](element, slot);
  const values = (several ? slot.value : [slot.value]) ?? [];
  const chosen = values.filter(Boolean).map((value) => pickedOption(element, source, value));
  const placeholder = element.placeholder?.text ?? (several ? "Choose one or more" : "Choose one");
  return new Combobox({ source, slot, placeholder, several, chosen, atMost: element.max_selected_items }).element;
}

const SOURCES = {
  static: (element) => listed(groupsOf(element)),
  external: (element, slot) => ({
    least: element.min_query_length ?? LEAST_CHARACTERS,
    groups: async (query) => remember(groupsOf(await slot.search(query))),
  }),
  users: (_, slot) => listed([{ options: slot.known.people.map(({ id, name, title }) => ({ value: id, words: name, hint: title })) }]),
  channels: (_, slot) => listed([{ options: channelOptions(slot) }]),
  conversations: (_, slot) => listed([{ options: channelOptions(slot) }]),
};

const channelOptions = (slot) => slot.known.channels
  .filter(({ kind }) => kind === "channel").map(({ id, name }) => ({ value: id, words: `#${name}` }));

function groupsOf({ options, option_groups: groups }) {
  if (groups?.length) return groups.map((group) => ({ label: decode(group.label.text), options: group.options.map(optionOf) }));
  return [{ options: (options ?? []).map(optionOf) }];
}

function optionOf({ text, value, description }) {
  return { value, words: decode(text.text), hint: description && decode(description.text) };
}

function listed(groups) {
  const matches = (query) => ({ words, hint }) => `${words} ${hint ?? ""}`.toLowerCase().includes(query.toLowerCase());
  return {
    least: 0,
    all: groups,
    groups: async (query) => groups.map(({ label, options }) => ({ label, options: options.filter(matches(query)) })),
  };
}

function remember(groups) {
  for (const { options } of groups) for (const option of options) remembered.set(option.value, option);
  return groups;
}

function pickedOption(element, source, value) {
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map(optionOf);
  const all = [...initial, ...(source.all ?? []).flatMap(({ options }) => options)];
  return all.find((option) => option.value === value) ?? remembered.get(value) ?? { value, words: value };
}
