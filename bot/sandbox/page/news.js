// What arrives while one looks on, for the ears.

import { heard } from "./message.js";

export class News {
  #heardUpTo = null;

  constructor(page) {
    this.page = page;
  }

  tell() {
    const { known, place } = this.page;
    const said = known.channels.flatMap((channel) => channel.messages.map((message) => ({ channel, message })));
    const since = this.#heardUpTo;
    this.#heardUpTo = said.reduce((last, { message }) => (message.ts > last ? message.ts : last), "");
    if (since === null) return;
    for (const { channel, message } of said) {
      if (message.ts <= since || message.user === known.me) continue;
      const where = channel.id === place ? "" : `In ${known.nameOfChannel(channel)}, `;
      this.page.announce(`${where}${heard(message, known)}`);
    }
  }
}
