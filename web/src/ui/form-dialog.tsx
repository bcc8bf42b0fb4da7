/** A dialog that asks for something: its fields, what was wrong with them, Cancel, and the button that says what happens. */
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, type SyntheticEvent, useEffect, useState } from "react";

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
  /** Where the API says more than a browser would of what was typed. */
  noValidate?: boolean;
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
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <DialogForm close={close} {...form} />
      )}
    </Modal>
  );
}

function DialogForm(props: Omit<FormDialogProps, "title" | "done">) {
  const { verb, sending, close, children, isRed = false, isReady = true, noValidate = false } = props;
  return (
    <form onSubmit={sending.submit} noValidate={noValidate}>
      <Stack>
        {children}
        {sending.problem !== null && <Alert color="red">{sending.problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" {...(isRed ? { color: "red" } : {})} loading={sending.busy} disabled={!isReady}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Mantine gives focus back when a dialog closes, but not when it is gone at once. */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement === document.body && before instanceof HTMLElement)
        before.focus({ preventScroll: true });
    },
    [before],
  );
}
