/** What the contacts ask first. The address begins with it while the page itself is still being loaded. */
import type { Search } from "../../app/router.tsx";
import { contactRows, FIRST_SORT } from "../../features/contacts/contact-rows.ts";
import { beginPages } from "../../lib/pages.ts";

/** Not of a filter or another order: those the page reads by itself. */
export function beginContacts(_params: unknown, { tab = "all", search, filter, sort }: Search): void {
  if (tab !== "all" || filter !== undefined || sort !== undefined) return;
  beginPages(...contactRows({ ...(search === undefined ? {} : { search }), sort: FIRST_SORT }));
}
