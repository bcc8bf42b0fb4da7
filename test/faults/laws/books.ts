/** In the end everybody has a final status, the counts are those of the contacts, and all of it is what the referee saw. */
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import type { Ring } from "../referee/record.ts";
import type { BookedCall, Facts } from "./facts.ts";

export function nothingWaits(facts: Pick<Facts, "books" | "contacts" | "calls" | "rings">): string[] {
  return [
    ...facts.books
      .filter(({ status }) => status !== "completed" && status !== "canceled")
      .map(({ id, status }) => `Campaign ${id} is still ${status}.`),
    ...facts.contacts
      .filter(({ status, planned }) => status === "pending" || status === "in_progress" || planned)
      .map(({ campaignId, contactId, status }) => `Contact ${contactId} of campaign ${campaignId} is still ${status}.`),
    ...facts.calls.filter(({ ended }) => !ended).map(({ key }) => `${key} has not ended in the books.`),
    ...facts.rings.filter(({ endedAt }) => endedAt === null).map(({ key, to }) => `${key} to ${to} is still live.`),
  ];
}

export function countsAreTrue(facts: Pick<Facts, "books" | "contacts" | "calls">): string[] {
  return facts.books.flatMap((book) => {
    const contacts = facts.contacts.filter(({ campaignId }) => campaignId === book.id);
    const found: string[] = [];
    for (const status of contactStatuses) {
      const n = contacts.filter((contact) => contact.status === status).length;
      if (n !== book.counts[status]) found.push(`Campaign ${book.id} counts ${book.counts[status]} ${status} of ${n}.`);
    }
    const sum = contactStatuses.reduce((total, status) => total + book.counts[status], 0);
    if (sum !== book.total) found.push(`The counts of campaign ${book.id} sum to ${sum} of ${book.total}.`);
    const dialed = facts.calls.filter(({ campaignId, dialed: was }) => campaignId === book.id && was).length;
    if (dialed !== book.attempts) found.push(`Campaign ${book.id} counts ${book.attempts} calls of ${dialed}.`);
    return found;
  });
}

/** Each ring has its call and each call's end is one that the referee saw, or one of which nobody could know. */
export function booksMatchTheRecord(facts: Pick<Facts, "rings" | "calls" | "contacts" | "entries">): string[] {
  const rings = new Map(facts.rings.map((ring) => [ring.key, ring]));
  const calls = new Map(facts.calls.map((call) => [call.key, call]));
  const found = facts.rings.filter(({ key }) => !calls.has(key)).map(({ key }) => `${key} rang and is in no book.`);
  const disorderly = new Set(facts.entries.flatMap((entry) => (entry.type === "oddity" ? [entry.key] : [])));
  for (const call of facts.calls) {
    const wrong = contradiction(call, rings.get(call.key), disorderly.has(call.key));
    if (wrong) found.push(`${call.key} is ${call.outcome} (${call.result}) in the books: ${wrong}.`);
  }
  for (const contact of facts.contacts) {
    const own = facts.calls.filter(
      (call) => call.campaignId === contact.campaignId && call.contactId === contact.contactId && call.outcome !== null,
    );
    const last = own.toSorted((a, b) => a.attempt - b.attempt).at(-1);
    const wanted = last?.outcome ?? null;
    const was = contact.status === "skipped" || contact.status === "canceled" ? null : contact.status;
    if (was !== wanted && contact.status !== "pending" && contact.status !== "in_progress")
      found.push(
        `Contact ${contact.contactId} of campaign ${contact.campaignId} is ${contact.status} after ${wanted}.`,
      );
  }
  const attempts = Map.groupBy(
    facts.calls.filter((call) => call.outcome !== null),
    (call) => `${call.campaignId} ${call.contactId} ${call.attempt}`,
  );
  for (const [attempt, same] of attempts) if (same.length > 1) found.push(`Attempt ${attempt} is in the books twice.`);
  return found;
}

function contradiction(call: BookedCall, ring: Ring | undefined, odd: boolean): string | null {
  const lost = call.outcome === "failed" && call.result === "interrupted";
  if (!ring) {
    const known = call.outcome === null || lost || call.result === "trunk_unreachable";
    return known ? null : "nobody was rung";
  }
  if (call.outcome === null) {
    // Given up before an answer, by us.
    return ring.hungUpAt !== null || odd ? null : "it rang and was not given up";
  }
  if (lost) return null;
  const { ending } = ring;
  if (ending?.kind === "unanswered") {
    const same = call.outcome === ending.outcome && call.result === ending.result;
    return same ? null : `the referee saw ${ending.outcome} (${ending.result})`;
  }
  if (ending?.kind === "answered") return null;
  return odd ? null : `the referee saw ${ending === null ? "no end" : ending.kind}`;
}
