/**
 * Who was called, and how a call went: lists of calls and conversations carry ids alone. Only rows in sight ask, once they
 * have stood still for a moment.
 */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call as ask } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import type { Call } from "./words.ts";

const STILL_MILLISECONDS = 150;

/** Whether the row has been on the screen long enough to be worth a question. */
function useStill(): boolean {
  const [still, setStill] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStill(true), STILL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return still;
}

/** The contact, once known; `phone` stands in for the name until then. */
export function useContact(id: string | null, phone = "") {
  const still = useStill();
  const { data: contact } = useQuery({
    queryKey: keys.contact(id ?? ""),
    queryFn: () => ask("getContact", { params: { id: id ?? "" } }),
    enabled: still && id !== null && id !== "",
    staleTime: 300_000,
  });
  return { contact, name: contact ? nameOf(contact) : phone, phone: contact?.phone ?? phone };
}

/** Calls that ended while one looked on need not be asked for. */
const recent = new Map<string, Call>();
const MOST_RECENT = 500;

export function rememberCall(one: Call): void {
  if (one.state !== "ended") return;
  recent.delete(one.id);
  recent.set(one.id, one);
  if (recent.size > MOST_RECENT) recent.delete(recent.keys().next().value!);
}

const MOST_PAGES = 5;

async function findCall(contactId: string, callId: string, signal: AbortSignal): Promise<Call | null> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const request = { params: { id: contactId }, query: { limit: 200, cursor } };
    const answer = await ask("listContactCalls", request, { signal });
    const found = answer.items.find(({ id }) => id === callId);
    if (found) return found;
    if (answer.nextCursor === null) return null;
    cursor = answer.nextCursor;
  }
  return null;
}

/** The call of a conversation; undefined until known, null where it cannot be found. */
export function useCall(contactId: string | null, callId: string): Call | null | undefined {
  const still = useStill();
  const remembered = recent.get(callId);
  const { data } = useQuery({
    queryKey: keys.contact(contactId ?? "", `call ${callId}`),
    queryFn: ({ signal }) => findCall(contactId ?? "", callId, signal),
    enabled: still && contactId !== null && remembered === undefined,
    staleTime: 300_000,
  });
  if (contactId === null && remembered === undefined) return null;
  return remembered ?? data;
}
