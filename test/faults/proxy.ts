/** What lies between one process and the database: connections pass through it, and can be cut, delayed and lost. */
import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";

export interface Proxy {
  port: number;
  /** Breaks the connections that stand; new ones may be made at once. */
  cut(): void;
  /** Holds everything back by so much from now on, both ways; 0: no longer. */
  delay(milliseconds: number): void;
  /** Nothing passes and no connection is made or refused, as when a cable is pulled; `false` plugs it in again. */
  partition(apart: boolean): void;
  /**
   * Drops everything, both ways, on connections that stand and on those that are made meanwhile, and refuses none: a power
   * cut, a moved address. `false`: new connections pass again; the old ones stay as they are, for nobody knows of them.
   */
  dropPackets(dropping: boolean): void;
  /** The next answer of the database that ends a transaction is lost with its connection. */
  loseNextCommit(): void;
  /** Resolves when a statement with this text has passed; what the database answers to it is held back for so long. */
  holdAnswerTo(text: string, milliseconds: number): Promise<void>;
  close(): void;
}

export async function openProxy(target: { host: string; port: number }): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let trap: { text: string; milliseconds: number; seen: () => void } | undefined;
  const heldUntil = new Map<readonly [Socket, Socket], number>();
  const state = { delayed: 0, apart: false, losing: false, dropping: false };
  /** Connections of which packets were dropped: no end of theirs ever learns of the other again. */
  const forgotten = new Set<readonly [Socket, Socket]>();
  const drop = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair);
    heldUntil.delete(pair);
    forgotten.delete(pair);
    for (const socket of pair) socket.destroy();
  };
  /** In order: a chunk never overtakes the one before it. */
  const pipe = (from: Socket, to: Socket, pair: readonly [Socket, Socket], isAnswer: boolean) => {
    let last = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      if (forgotten.has(pair)) return;
      if (isAnswer && state.losing && endsTransaction(chunk)) {
        state.losing = false;
        drop(pair);
        return;
      }
      if (!isAnswer && trap && chunk.includes(trap.text)) {
        heldUntil.set(pair, performance.now() + trap.milliseconds);
        trap.seen();
        trap = undefined;
      }
      const held = isAnswer ? (heldUntil.get(pair) ?? 0) : 0;
      const until = Math.max(held, performance.now() + state.delayed);
      if (until <= performance.now() && !state.apart && last === settled) return void to.write(chunk);
      const mine = last.then(async () => {
        while (performance.now() < until || state.apart) {
          if (!pairs.has(pair) || forgotten.has(pair)) return;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        if (!forgotten.has(pair)) to.write(chunk);
      });
      last = mine;
      void mine.then(() => {
        if (last === mine) last = settled;
      });
    });
    last = settled;
  };
  const settled = Promise.resolve();
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    const pair = [near, far] as const;
    pairs.add(pair);
    if (state.dropping) forgotten.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      // The program's side of a connection that was forgotten is told of nothing.
      const untold = () => socket === far && forgotten.has(pair);
      socket.on("error", () => (untold() ? undefined : drop(pair)));
      // A connection that ends while nothing passes is not known to have ended at the other side.
      socket.on("close", () => (state.apart || untold() ? undefined : drop(pair)));
    }
    pipe(near, far, pair, false);
    pipe(far, near, pair, true);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    port: address.port,
    cut: () => {
      for (const pair of pairs) drop(pair);
    },
    delay: (milliseconds) => {
      state.delayed = milliseconds;
    },
    partition: (on) => {
      state.apart = on;
      if (!on) for (const pair of pairs) if (pair.some((socket) => socket.destroyed)) drop(pair);
    },
    dropPackets: (on) => {
      state.dropping = on;
      if (on) for (const pair of pairs) forgotten.add(pair);
      // The server's own keep-alives end its side at last; the program's side is left in the dark.
      else for (const pair of forgotten) pair[1].destroy();
    },
    loseNextCommit: () => {
      state.losing = true;
    },
    holdAnswerTo: (text, milliseconds) =>
      new Promise((resolve) => {
        trap = { text, milliseconds, seen: resolve };
      }),
    close: () => {
      server.close();
      for (const pair of pairs) drop(pair);
    },
  };
}

/** CommandComplete with the tag COMMIT: https://www.postgresql.org/docs/18/protocol-message-formats.html */
function endsTransaction(chunk: Buffer): boolean {
  return chunk.includes("COMMIT\0");
}
