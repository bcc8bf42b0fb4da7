/** What is asked before something rare or far-reaching is done. Loaded when first needed. */
import { DeleteDialog } from "./delete-dialog.tsx";
import type { DialogName } from "./items.ts";
import type { Campaign } from "./kept.ts";
import { StartDialog } from "./start-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";

const dialogs = { start: StartDialog, stop: StopDialog, delete: DeleteDialog } satisfies Record<DialogName, unknown>;

export default function Dialogs({ name, ...props }: { name: DialogName; campaign: Campaign; close: () => void }) {
  const Dialog = dialogs[name];
  return <Dialog {...props} />;
}
