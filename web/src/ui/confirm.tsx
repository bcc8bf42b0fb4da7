/** Asks once more before something is gone; a refusal stands in the dialog, in the server's words. */
import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { dialogWords } from "../words/ui.ts";
import { useFocusReturn } from "./focus-return.ts";

export interface ConfirmProps {
  title: string;
  /** What is lost, and what stays. */
  children: ReactNode;
  /** What the button says. */
  verb: string;
  act: () => Promise<void>;
  close: () => void;
}

/** Shown while it is there: `{asked && <Confirm …/>}`. */
export function Confirm({ title, children, verb, act, close }: ConfirmProps) {
  useFocusReturn();
  const doing = useMutation({ mutationFn: act, onSuccess: close });
  return (
    <Modal opened onClose={close} title={title}>
      <Text size="sm" component="div">
        {children}
      </Text>
      {doing.error && (
        <Alert color="red" mt="md">
          {doing.error.message}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {dialogWords.keep}
        </Button>
        <Button color="red" loading={doing.isPending} onClick={() => doing.mutate()}>
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
