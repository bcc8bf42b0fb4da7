/**
 * The referee's telephone network, a process of its own: `node network.ts OPTIONS` with the options as JSON. It records
 * every ring and enforces nothing but `notAfter`, as a telephone network would; the laws judge afterwards by its record.
 */
import { appendFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import type { Ending, LookUp } from "#telephony/port.ts";
import { type Fate, fateOf, nobodyAnswered } from "./fates.ts";
import { type FromNetwork, type NetworkOptions, reader, type ToNetwork, type ToReferee } from "./protocol.ts";
import type { Entry } from "./record.ts";

/** Somebody who is to be hung up on after their last word waits so long for it. */
const PATIENCE_MILLISECONDS = 8_000;
const LATE_MILLISECONDS = 3_000;

interface Call {
  key: string;
  fate: Fate;
  /** Whom to tell. */
  socket: Socket;
  answered: boolean;
  ending: Ending | null;
  maxCallSeconds: number;
  timer: NodeJS.Timeout | undefined;
}

const options = JSON.parse(process.argv[2]!) as NetworkOptions;
const calls = new Map<string, Call>();
/** Those that have rung. */
const numbers = new Set<string>();
const sockets = new Set<Socket>();
let lag = { milliseconds: 0, until: 0 };

const note = (entry: Entry) => appendFileSync(options.recordFile, `${JSON.stringify(entry)}\n`);

function tell(call: Call, message: FromNetwork): void {
  const { oddity } = call.fate;
  if (oddity === "never") return;
  const late = oddity === "late" ? LATE_MILLISECONDS : 0;
  const outOfOrder = oddity === "out of order" && message.type !== "ended" ? 400 : 0;
  const wait = late + outOfOrder + (Date.now() < lag.until ? lag.milliseconds : 0);
  const send = () => call.socket.writable && call.socket.write(`${JSON.stringify(message)}\n`);
  for (let times = oddity === "twice" ? 2 : 1; times > 0; times--)
    if (wait === 0) send();
    else setTimeout(send, wait);
}

function place(socket: Socket, message: ToNetwork & { type: "place" }): void {
  const { key, to, sentAt, notAfter, maxCallSeconds } = message;
  const at = Date.now();
  if (at > notAfter) {
    note({ type: "refused", key, to, sentAt, at, notAfter });
    const cause = { sip: null, q850: null, text: "It came too late." };
    const ended: FromNetwork = { type: "ended", key, ending: { kind: "canceled", reason: "expired", cause } };
    socket.write(`${JSON.stringify(ended)}\n`);
    return;
  }
  note({ type: "ring", key, to, sentAt, at, process: message.process });
  const first = !numbers.has(to);
  numbers.add(to);
  const fate = fateOf(key, first ? options : { ...options, talkMilliseconds: null });
  if (fate.oddity) note({ type: "oddity", key, at, what: fate.oddity });
  const call: Call = { key, fate, socket, answered: false, ending: null, maxCallSeconds, timer: undefined };
  clearTimeout(calls.get(key)?.timer);
  calls.set(key, call);
  tell(call, { type: "ringing", key });
  const timeout = message.ringTimeoutSeconds * 1_000;
  call.timer = setTimeout(
    () => (fate.ringMilliseconds > timeout ? end(call, nobodyAnswered) : pickUp(call)),
    Math.min(fate.ringMilliseconds, timeout),
  );
}

function pickUp(call: Call): void {
  const { key, fate } = call;
  if ("unanswered" in fate.becomes) return end(call, fate.becomes.unanswered);
  const { answered: callee, by } = fate.becomes;
  call.answered = true;
  note({ type: "answered", key, at: Date.now(), behaviour: callee.behaviour });
  tell(call, { type: "answered", key, by, callee });
  const waits = callee.behaviour === "opts_out" || callee.behaviour === "machine" ? PATIENCE_MILLISECONDS : 0;
  const stay = Math.min(callee.talkMilliseconds + waits, call.maxCallSeconds * 1_000);
  call.timer = setTimeout(() => end(call, endOfTalk("remote")), stay);
}

function endOfTalk(by: "local" | "remote"): Ending {
  return { kind: "answered", by, result: null, cause: { sip: 200, q850: 16, text: null } };
}

function hangUp(call: Call): void {
  if (call.ending) return;
  note({ type: "hungUp", key: call.key, at: Date.now() });
  clearTimeout(call.timer);
  const cause = { sip: 487, q850: null, text: "Request Terminated" };
  end(call, call.answered ? endOfTalk("local") : { kind: "canceled", reason: "hung_up", cause });
}

function end(call: Call, ending: Ending): void {
  call.ending = ending;
  note({ type: "ended", key: call.key, at: Date.now(), ending });
  tell(call, { type: "ended", key: call.key, ending });
}

function find(key: string): LookUp {
  const call = calls.get(key);
  if (!call) return { state: "unknown" };
  return call.ending ? { state: "ended", ending: call.ending } : { state: "live" };
}

function follow(socket: Socket, key: string): void {
  const call = calls.get(key);
  const cause = { sip: null, q850: null, text: "The request never arrived." };
  const ending: Ending = call?.ending ?? { kind: "unanswered", outcome: "failed", result: "trunk_unreachable", cause };
  if (call) call.socket = socket;
  if (call?.fate.oddity === "never") return;
  if (!call || call.ending) socket.write(`${JSON.stringify({ type: "ended", key, ending } satisfies FromNetwork)}\n`);
}

function hear(socket: Socket, message: ToNetwork): void {
  switch (message.type) {
    case "place":
      return place(socket, message);
    case "hangUp": {
      const call = calls.get(message.key);
      if (call) hangUp(call);
      return;
    }
    case "lookUp": {
      const { id, key } = message;
      socket.write(`${JSON.stringify({ type: "found", id, found: find(key) } satisfies FromNetwork)}\n`);
      return;
    }
    case "follow":
      return follow(socket, message.key);
  }
}

const server = createServer((socket) => {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on(
    "data",
    reader((message) => hear(socket, message as ToNetwork)),
  );
  socket.on("error", () => {});
  socket.on("close", () => sockets.delete(socket));
});
server.listen(options.port, "127.0.0.1", () => process.stdout.write("ready\n"));

process.stdin.on(
  "data",
  reader((message) => {
    const order = message as ToReferee;
    if (order.type === "cut") for (const socket of sockets) socket.destroy();
    else lag = { milliseconds: order.lagMilliseconds, until: Date.now() + order.forMilliseconds };
  }),
);
// Whoever began it is gone.
process.stdin.on("end", () => process.exit());
