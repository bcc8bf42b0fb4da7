/** Which contacts something is to be done to: some by their ids, or all that match, which is never a list. */
import { useState } from "react";
import type { Choice, Contact } from "./use-contacts.ts";

export interface Selection {
  isAll: boolean;
  ids: ReadonlySet<string>;
}

const none: Selection = { isAll: false, ids: new Set() };

export function useSelection(choice: Choice) {
  // What was selected under other conditions is not what is seen now.
  const under = JSON.stringify([choice.search, choice.filter]);
  const [kept, setKept] = useState({ under, selection: none });
  const selection = kept.under === under ? kept.selection : none;
  const become = (next: Selection) => setKept({ under, selection: next });
  return {
    selection,
    has: (id: string) => selection.isAll || selection.ids.has(id),
    toggle: (id: string) => {
      const ids = new Set(selection.ids);
      if (!ids.delete(id)) ids.add(id);
      become({ isAll: false, ids });
    },
    pick: (contacts: readonly Contact[]) => become({ isAll: false, ids: new Set(contacts.map(({ id }) => id)) }),
    pickAll: () => become({ isAll: true, ids: new Set() }),
    clear: () => become(none),
  };
}

export const countSelected = ({ isAll, ids }: Selection, total: number): number => (isAll ? total : ids.size);

/** As the API takes it. */
export const selectedBody = (
  { isAll, ids }: Selection,
  { search, filter }: Choice,
): { contactIds: string[] } | { filter: Choice["filter"]; search?: string } =>
  isAll ? { filter, ...(search === "" ? {} : { search }) } : { contactIds: [...ids] };
