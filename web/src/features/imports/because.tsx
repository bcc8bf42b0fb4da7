/** Something that was detected, and why. */
import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

/** Says why on hover and focus, where there is a reason. */
export function Because({ reason, children }: { reason: string | null | undefined; children: ReactNode }) {
  if (!reason) return <span>{children}</span>;
  return (
    <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className="imp-because">
        {children}
      </button>
    </Tooltip>
  );
}
