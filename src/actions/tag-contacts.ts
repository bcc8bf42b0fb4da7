import type { ContactChoice } from "#store/contact-filter.ts";
import { changeTags } from "#store/contact-selection.ts";
import type { Sql } from "#store/db.ts";
import { tidyContact } from "./tidy-contact.ts";

/** Adds and takes away tags of all that are meant, in one statement; gives how many contacts have others now. */
export function tagContacts(
  db: Sql,
  organisationId: string,
  choice: ContactChoice,
  tags: { add: readonly string[]; remove: readonly string[] },
  now: Date,
): Promise<number> {
  const tidied = (given: readonly string[]) => tidyContact({ tags: [...given] }).tags ?? [];
  return changeTags(db, organisationId, choice, { add: tidied(tags.add), remove: tidied(tags.remove) }, now);
}
