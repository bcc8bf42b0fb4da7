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
  /** The next answer of the database that ends a transaction is lost with its connection. */
  loseNextCommit(): void;
  close(): void;
}

export async function openProxy(target: { host: string; port: number }): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const state = { delayed: 0, apart: false, losing: false };
  const drop = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair);
    for (const socket of pair) socket.destroy();
  };
  /** In order: a chunk never overtakes the one before it. */
  const pipe = (from: Socket, to: Socket, pair: readonly [Socket, Socket], isAnswer: boolean) => {
    let last = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      if (isAnswer && state.losing && endsTransaction(chunk)) {
        state.losing = false;
        drop(pair);
        return;
      }
      const until = performance.now() + state.delayed;
      if (state.delayed === 0 && !state.apart && last === settled) return void to.write(chunk);
      const mine = last.then(async () => {
        while (performance.now() < until || state.apart) {
          if (!pairs.has(pair)) return;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        to.write(chunk);
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
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on("error", () => drop(pair));
      // A connection that ends while nothing passes is not known to have ended at the other side.
      socket.on("close", () => (state.apart ? undefined : drop(pair)));
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
    loseNextCommit: () => {
      state.losing = true;
    },
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
