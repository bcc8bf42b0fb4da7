/** A dialog that asks for something: its fields, what was wrong with them, Cancel, and the button that says what happens. */
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode, SyntheticEvent } from "react";
import { dialogWords } from "../words/ui.ts";
import { useFocusReturn } from "./focus-return.ts";

/** How a form is sent, such as `useSending` answers. */
export interface Sending {
  submit: (event: SyntheticEvent<HTMLFormElement>) => void;
  busy: boolean;
  /** What concerns no single field. */
  problem: string | null;
}

/** Sends by a mutation, where there are no fields to tell apart in a refusal. */
export function sendingBy(doing: { isPending: boolean; error: Error | null }, act: () => void): Sending {
  const submit: Sending["submit"] = (event) => {
    event.preventDefault();
    act();
  };
  return { submit, busy: doing.isPending, problem: doing.error?.message ?? null };
}

export interface FormDialogProps {
  title: string;
  /** What the button says. */
  verb: string;
  sending: Sending;
  close: () => void;
  /** The fields. */
  children: ReactNode;
  isRed?: boolean;
  isReady?: boolean;
  /** What came of it, in place of the form, where that is to be read before the dialog closes. */
  done?: ReactNode;
}

/** Shown while it is there: `{asked && <FormDialog …/>}`, so that it begins empty each time. */
export function FormDialog({ title, close, done, ...form }: FormDialogProps) {
  useFocusReturn();
  return (
    <Modal opened onClose={close} title={title}>
      {done ? (
        <Stack>
          {done}
          <Group justify="flex-end">
            <Button onClick={close}>{dialogWords.done}</Button>
          </Group>
        </Stack>
      ) : (
        <DialogForm close={close} {...form} />
      )}
    </Modal>
  );
}

function DialogForm(props: Omit<FormDialogProps, "title" | "done">) {
  const { verb, sending, close, children, isRed = false, isReady = true } = props;
  return (
    <form onSubmit={sending.submit} noValidate>
      <Stack>
        {children}
        {sending.problem !== null && <Alert color="red">{sending.problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {dialogWords.cancel}
          </Button>
          <Button type="submit" {...(isRed ? { color: "red" } : {})} loading={sending.busy} disabled={!isReady}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
