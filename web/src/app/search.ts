/**
 * What an address says behind its question mark, as plain text: `?open=63`. The router by itself writes JSON, so that an id
 * would stand in quotation marks; an address of that kind, kept from before, still leads to its place.
 */
import type { Search } from "./router.tsx";

/** Text in quotation marks, as JSON has it; null: anything else. */
function quoted(text: string): string | null {
  if (!text.startsWith('"')) return null;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "string" ? read : null;
  } catch {
    return null;
  }
}

/** @param address with or without the question mark */
export function parseSearch(address: string): Search {
  return Object.fromEntries([...new URLSearchParams(address)].map(([key, text]) => [key, quoted(text) ?? text]));
}

/** @returns with the question mark, or nothing. What is undefined is left out; quotation marks of one's own are kept. */
export function stringifySearch(search: Record<string, unknown>): string {
  const known = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const address = new URLSearchParams(
    known.map(([key, text]) => [key, quoted(text) === null ? text : JSON.stringify(text)]),
  ).toString();
  return address === "" ? "" : `?${address}`;
}
