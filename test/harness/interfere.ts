/**
 * A database in which something happens at a chosen moment: another's statement in between, a fault, an answer that is
 * lost after the commit, an absence. What it wraps is the real one.
 */
import type { Sql } from "#store/db.ts";

export interface Interference {
  /** The statements meant, by a part of their text; of a transaction as a whole the text is `transaction`. */
  on: string;
  before?: () => Promise<void> | void;
  after?: () => Promise<void> | void;
  /** How often; 1 unless told otherwise. */
  times?: number;
}

export interface Interfered {
  db: Sql;
  /** How often it has interfered. */
  count: () => number;
}

export class GoneAway extends Error {
  constructor() {
    super("The database is away.");
    this.name = "GoneAway";
  }
}

export function interfere(db: Sql, interference: Interference): Interfered {
  const { on, before, after, times = 1 } = interference;
  let count = 0;
  const around = async <T>(text: string, work: () => Promise<T>): Promise<T> => {
    if (!text.includes(on) || count >= times) return work();
    count += 1;
    await before?.();
    const answer = await work();
    await after?.();
    return answer;
  };
  const executorOf = (executor: object): object =>
    proxy(executor, (name, call) =>
      name === "executeQuery"
        ? (query: unknown, ...rest: unknown[]) =>
            around((query as { sql: string }).sql, () => call(query, ...rest) as Promise<unknown>)
        : undefined,
    );
  const builderOf = (builder: object): object =>
    proxy(builder, (name, call) =>
      name === "execute"
        ? (...given: unknown[]) => around("transaction", () => call(...given) as Promise<unknown>)
        : undefined,
    );
  const wrapped = proxy(db, (name, call) => {
    if (name === "getExecutor") return () => executorOf(call() as object);
    if (name === "transaction") return () => builderOf(call() as object);
    return undefined;
  });
  return { db: wrapped as Sql, count: () => count };
}

/** The same object, except for the methods that `replace` gives another for. */
function proxy(
  target: object,
  replace: (
    name: string | symbol,
    call: (...given: unknown[]) => unknown,
  ) => ((...given: unknown[]) => unknown) | undefined,
): object {
  return new Proxy(target, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name, of);
      if (typeof value !== "function") return value;
      const call = (...given: unknown[]): unknown => (value as (...args: unknown[]) => unknown).apply(of, given);
      return replace(name, call) ?? call;
    },
  });
}
