/** The words of texts with variables in them: where they are written, and how contacts hear them. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { allOf } from "./campaign-settings.ts";

export const templateWords = {
  insert: "Insert",
  insertInto: (label: string) => `Insert into ${label.toLowerCase()}`,
  hears: (name: string) => `${name} hears`,
  previous: "Previous contact",
  next: "Next contact",
  place: (at: number, of: number) => `${grouped(at)} / ${grouped(of)}`,
  loading: "Loading the contacts",
  noContacts: "Add contacts to read it as they will hear it.",
  unreadable: "A variable is not written right.",
  silence: "Nothing is said.",
  /** In the place of a value. */
  missing: (variable: string) => `no ${variable}`,
  leftOut: (variables: readonly string[]) => `Is left out: no value for ${allOf(variables)}.`,
};

export const fallbackWords = {
  label: (variable: string) => `Said instead of ${variable}`,
  /** @param hasFallback something is said to those who have no value */
  lacking: (count: number, variable: ReactNode, hasFallback: boolean): ReactNode => {
    const who =
      count === 0 ? "Every contact has" : `${grouped(count)} ${count === 1 ? "contact has" : "contacts have"} no`;
    const then = count === 1 ? "It is left out unless you say instead" : "They are left out unless you say instead";
    return (
      <>
        {who} <b>{variable}</b>. {count > 0 && !hasFallback ? then : "Said instead:"}
      </>
    );
  },
};
