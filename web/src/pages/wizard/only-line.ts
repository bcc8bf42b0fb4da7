import { useEffect } from "react";
import { useLines } from "../../features/settings-form/line-section.tsx";
import type { DraftForm } from "./draft.ts";

/** Where there is one line to choose from, it is chosen for a draft. */
export function useOnlyLine({ fields, change }: DraftForm, isDraft: boolean): void {
  const usable = useLines().filter(({ active }) => active);
  const only = usable.length === 1 ? usable[0]!.id : null;
  useEffect(() => {
    if (isDraft && fields.lineId === null && only !== null) change({ lineId: only });
  }, [isDraft, fields.lineId, only, change]);
}
