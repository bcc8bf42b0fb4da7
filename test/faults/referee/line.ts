/**
 * The line kind `referee`: hands requests to the referee's network and tells the engine what it hears, as it hears it.
 * It keeps only what every line owes the engine: nothing is sent after `notAfter`, and a lost connection is made again.
 */
import { connect, type Socket } from "node:net";
import type { Clock } from "#domain/clock.ts";
import type { LineKind } from "#domain/line.ts";
import type { CallRequest, Ending, Line, LineCheck, LineEvent, LookUp } from "#telephony/port.ts";
import { type FromNetwork, reader, type ToNetwork } from "./protocol.ts";

const RECONNECT_MILLISECONDS = 100;
const LOOK_UP_MILLISECONDS = 2_000;

export class RefereeLine implements Line {
  readonly kind = "referee" as LineKind;
  readonly capabilities = { simulated: false, detectsMachines: true, remembersCalls: true, media: "script" } as const;
  readonly #clock: Clock;
  readonly #trueNow: () => number;
  readonly #port: number;
  readonly #process: string;
  readonly #calls = new Map<string, (event: LineEvent) => void>();
  readonly #questions = new Map<number, (found: LookUp) => void>();
  #socket: Socket | undefined;
  #asked = 0;
  #closed = false;

  constructor(port: number, parts: { clock: Clock; trueNow: () => number; process: string }) {
    this.#port = port;
    this.#clock = parts.clock;
    this.#trueNow = parts.trueNow;
    this.#process = parts.process;
    this.#connect();
  }

  place(request: CallRequest, hear: (event: LineEvent) => void): void {
    const { callKey: key, to, notAfter, ringTimeoutSeconds, maxCallSeconds } = request;
    const refuse = (ending: Ending) => setImmediate(() => hear({ type: "ended", at: this.#clock.now(), ending }));
    if (this.#clock.now() > notAfter) {
      const cause = { sip: null, q850: null, text: "Asked for too late." };
      refuse({ kind: "canceled", reason: "expired", cause });
      return;
    }
    const sentAt = this.#trueNow();
    const process = this.#process;
    if (this.#send({ type: "place", key, to, sentAt, notAfter, ringTimeoutSeconds, maxCallSeconds, process })) {
      this.#calls.set(key, hear);
      return;
    }
    const cause = { sip: null, q850: null, text: "The network cannot be reached." };
    refuse({ kind: "unanswered", outcome: "failed", result: "trunk_unreachable", cause });
  }

  hangUp(callKey: string): void {
    this.#send({ type: "hangUp", key: callKey });
  }

  async lookUp(callKey: string): Promise<LookUp> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#questions.delete(id);
        reject(new Error("The network did not say what became of the call."));
      }, LOOK_UP_MILLISECONDS);
      this.#questions.set(id, (found) => {
        clearTimeout(timer);
        resolve(found);
      });
      this.#send({ type: "lookUp", id, key: callKey });
    });
  }

  async check(): Promise<LineCheck> {
    return { ok: true, problems: [] };
  }

  configure(): void {}

  async close(): Promise<void> {
    this.#closed = true;
    for (const key of this.#calls.keys()) this.hangUp(key);
    this.#socket?.end();
  }

  #send(message: ToNetwork): boolean {
    if (!this.#socket?.writable || this.#socket.connecting) return false;
    this.#socket.write(`${JSON.stringify(message)}\n`);
    return true;
  }

  #connect(): void {
    if (this.#closed) return;
    const socket = connect(this.#port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.on("connect", () => {
      for (const key of this.#calls.keys()) this.#send({ type: "follow", key });
    });
    socket.on(
      "data",
      reader((message) => this.#hear(message as FromNetwork)),
    );
    socket.on("error", () => {});
    socket.on("close", () => setTimeout(() => this.#connect(), RECONNECT_MILLISECONDS));
    this.#socket = socket;
  }

  #hear(message: FromNetwork): void {
    if (message.type === "found") {
      this.#questions.get(message.id)?.(message.found);
      this.#questions.delete(message.id);
      return;
    }
    const hear = this.#calls.get(message.key);
    if (!hear) return;
    const at = this.#clock.now();
    switch (message.type) {
      case "ringing":
        return hear({ type: "ringing", at });
      case "answered":
        return hear({ type: "answered", at, by: message.by, media: { kind: "script", callee: message.callee } });
      case "ended":
        hear({ type: "ended", at, ending: message.ending });
        // What comes out of order or again still reaches the engine.
        setTimeout(() => this.#calls.delete(message.key), 5_000).unref();
    }
  }
}
