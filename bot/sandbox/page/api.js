// The practice server, as one person sees it.

const RETRY_MS = [500, 1000, 2000, 4000, 8000];

export class ConnectionLost extends Error {}

export class Api {
  constructor(me) {
    this.me = me;
  }

  state() {
    return ask(`/practice/state?as=${encodeURIComponent(this.me)}`);
  }

  act(what, details = {}) {
    return ask("/practice/act", { as: this.me, do: what, ...details });
  }

  clock(change) {
    return ask("/practice/clock", change);
  }
}

async function ask(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options).catch(() => {
    throw new ConnectionLost("The practice workspace does not answer.");
  });
  const answer = await response.json().catch(() => ({ ok: false, error: `The practice workspace answered ${response.status}.` }));
  if (response.ok || body) return answer;
  throw new Error(answer.error ?? `The practice workspace answered ${response.status}.`);
}

// Keeps a WebSocket open; the object returned can stop, or try again at once.
export class LiveLine {
  #socket = null;
  #timer = null;
  #failures = 0;
  #stopped = false;

  constructor(me, { onChange, onLost, onBack }) {
    Object.assign(this, { me, onChange, onLost, onBack });
    this.#connect();
  }

  retry() {
    clearTimeout(this.#timer);
    if (this.#socket?.readyState > WebSocket.OPEN) this.#connect();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  #connect() {
    const address = new URL(`/practice/live?as=${encodeURIComponent(this.me)}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#failures = 0;
      this.onBack();
    });
    socket.addEventListener("message", ({ data }) => this.onChange(JSON.parse(data).version));
    socket.addEventListener("close", () => this.#lost());
  }

  #lost() {
    if (this.#stopped) return;
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#connect(), wait);
    this.onLost();
  }
}
