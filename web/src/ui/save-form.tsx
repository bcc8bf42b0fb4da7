/** A form that stays on its page: its fields, what was wrong with them, and Save where something was changed. */
import { Alert, Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { save } from "../words/ui.ts";
import type { Sending } from "./form-dialog.tsx";

export interface SaveFormProps {
  /** What is set by it, for screen readers. */
  label: string;
  sending: Sending;
  isDirty: boolean;
  /** Without it the fields are only read. */
  maySave?: boolean;
  /** What the button says where it is not Save. */
  verb?: string;
  /** The fields. */
  children: ReactNode;
}

export function SaveForm({ label, sending, isDirty, maySave = true, verb = save, children }: SaveFormProps) {
  return (
    <form onSubmit={sending.submit} aria-label={label} noValidate>
      {children}
      {sending.problem !== null && (
        <Alert color="red" mt="md">
          {sending.problem}
        </Alert>
      )}
      {maySave && (
        <Group mt="lg">
          <Button type="submit" loading={sending.busy} disabled={!isDirty}>
            {verb}
          </Button>
        </Group>
      )}
    </form>
  );
}
