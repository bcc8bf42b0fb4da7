/** The product's API as the laboratory uses it: with patience, for it is asked while processes die. */
import { setTimeout as sleep } from "node:timers/promises";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
type Body = any;

export interface Answer {
  status: number;
  body: Body;
}

export interface LabApi {
  /** Asks once; null when no answer came, and nobody knows whether it was done. */
  once(method: string, path: string, body?: unknown): Promise<Answer | null>;
  /** Asks until it is answered; throws on a refusal. Only for what may be asked twice. */
  insist(method: string, path: string, body?: unknown): Promise<Body>;
  /** All items of a list. */
  all(path: string): Promise<Body[]>;
}

const PATIENCE_MILLISECONDS = 90_000;

export function labApi(url: string, key: string): LabApi {
  const once = async (method: string, path: string, body?: unknown): Promise<Answer | null> => {
    try {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        signal: AbortSignal.timeout(15_000),
        headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    } catch {
      return null;
    }
  };
  const insist = async (method: string, path: string, body?: unknown): Promise<Body> => {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const answer = await once(method, path, body);
      if (answer && answer.status < 300) return answer.body;
      if (answer && answer.status < 500) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
      if (performance.now() > deadline)
        throw new Error(`${method} ${path} was not answered: ${JSON.stringify(answer)}`);
      await sleep(200);
    }
  };
  return {
    once,
    insist,
    all: async (path) => {
      const items: Body[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Body = await insist("GET", `${path}?limit=200${query}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
  };
}
