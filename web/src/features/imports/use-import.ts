/** One import as it stands, followed while it is worked on, and what people do to it. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveState } from "../../app/live.ts";
import { call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tellRefusal } from "../../ui/tell-refusal.ts";
import { tell } from "../../ui/toast.tsx";
import { undoWords } from "../../words/imports.tsx";
import type { ContactImport, ImportRow } from "./import.ts";

export const isWorking = (one: ContactImport): boolean => one.status === "checking" || one.status === "importing";

/** Events bring every change; what asks beside them is for a stream that was lost meanwhile. */
const ASK_MILLISECONDS = { open: 4_000, lost: 1_000 };

export function useImport(id: string) {
  const live = useLiveState();
  const query = useQuery({
    queryKey: keys.import(id),
    queryFn: () => call("getImport", { params: { id } }),
    refetchInterval: ({ state: { data } }) =>
      data && isWorking(data) && (live.state === "open" ? ASK_MILLISECONDS.open : ASK_MILLISECONDS.lost),
  });
  const status = query.data?.status;
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== undefined && before.current !== status && (status === "done" || status === "undone"))
      askEverythingAnew();
    before.current = status;
  }, [status]);
  return query;
}

/** Contacts, and the campaign they joined, are others now. */
function askEverythingAnew(): void {
  for (const noun of ["imports", "contacts", "contact", "campaigns", "campaign"])
    void queryClient.invalidateQueries({ queryKey: [noun] });
}

const keepImport = (one: ContactImport): void => {
  queryClient.setQueryData(keys.import(one.id), one);
  void queryClient.invalidateQueries({ queryKey: keys.imports });
};

type Mapping = Parameters<typeof call<"mapImport">>[1]["body"];

export function useMapImport(id: string) {
  return useMutation({
    mutationFn: (body: Mapping) => call("mapImport", { params: { id }, body }),
    onSuccess: (one) => {
      queryClient.removeQueries({ queryKey: ["import", id, "rows"] });
      keepImport(one);
    },
    onError: tellRefusal,
  });
}

export function useConfirmImport(id: string) {
  return useMutation({
    mutationFn: (campaignId: string | null) => call("confirmImport", { params: { id }, body: { campaignId } }),
    onSuccess: keepImport,
    onError: tellRefusal,
  });
}

export function useUndoImport() {
  return useMutation({
    mutationFn: (id: string) => call("undoImport", { params: { id } }),
    onSuccess: (one) => {
      keepImport(one);
      askEverythingAnew();
      tell({
        text: undoWords.done(one.fileName),
        link: { label: undoWords.whatStayed, to: `/contacts/import/${one.id}` },
      });
    },
    onError: tellRefusal,
  });
}

/**
 * A corrected row changes where it stands: it stays under the cursor also where its list no longer asks for rows like it.
 * The other lists are asked for again when they are next shown.
 */
export function useEditRow(id: string) {
  return useMutation({
    mutationFn: ({ row, values }: { row: number; values: Record<string, string> }) =>
      call("updateImportRow", { params: { id, row }, body: { values } }),
    onSuccess: (changed) => {
      queryClient.setQueriesData<{ pages: Array<{ items: ImportRow[] }> }>(
        { queryKey: ["import", id, "rows"] },
        (kept) =>
          kept && {
            ...kept,
            pages: kept.pages.map((page) => ({
              ...page,
              items: page.items.map((row) => (row.row === changed.row ? changed : row)),
            })),
          },
      );
      void queryClient.invalidateQueries({ queryKey: ["import", id, "rows"], refetchType: "none" });
      void queryClient.invalidateQueries({ queryKey: keys.import(id), exact: true });
    },
    onError: tellRefusal,
  });
}
