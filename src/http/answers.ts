/** What leaves the server is what the contract says. */
import type { Endpoint } from "#contract/endpoint.ts";

/**
 * An answer as JSON text, without what the contract does not name.
 *
 * @param strict refuse instead to leave anything out; for tests, where a key too many is a mistake
 * @throws Error naming the places where the answer does not fit; never a value, which could be somebody's
 */
export function answerText(endpoint: Endpoint, answer: unknown, strict: boolean): string | null {
  if (endpoint.response === null) return null;
  const name = `${endpoint.method} ${endpoint.path}`;
  const fitted = endpoint.response.safeParse(answer);
  if (!fitted.success) {
    const places = fitted.error.issues.map((issue) => `${issue.path.join(".")} (${issue.code})`);
    throw new Error(`The answer of ${name} does not fit the contract at ${places.join(", ")}`);
  }
  if (strict) {
    const lost = keysLost(answer, fitted.data, "");
    if (lost.length > 0)
      throw new Error(`The answer of ${name} has what the contract does not name: ${lost.join(", ")}`);
  }
  return JSON.stringify(fitted.data);
}

function keysLost(given: unknown, kept: unknown, path: string): string[] {
  if (typeof given !== "object" || given === null || typeof kept !== "object" || kept === null) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (!(key in kept)) return value === undefined ? [] : [at];
    return keysLost(value, (kept as Record<string, unknown>)[key], at);
  });
}
