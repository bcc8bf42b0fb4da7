/** Undo says what goes and what stays before it is done. */
import { Button, Group, Modal, Text } from "@mantine/core";
import { grouped } from "../../lib/format.ts";
import { useUndoImport } from "./use-import.ts";
import type { ContactImport } from "./words.ts";

export function UndoDialog({ one, onClose }: { one: ContactImport | null; onClose: () => void }) {
  const undo = useUndoImport();
  return (
    <Modal opened={one !== null} onClose={onClose} title={`Undo the import of ${one?.fileName ?? ""}?`}>
      {one?.result && (
        <Text size="sm">
          It added {grouped(one.result.added)} and changed {grouped(one.result.changed)} contacts. The added ones are
          deleted, and the changed ones become what they were.
        </Text>
      )}
      <Text size="sm" mt="xs">
        Contacts that were called, are in a campaign or were changed meanwhile stay. You get a list of them.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Keep the import
        </Button>
        <Button color="red" loading={undo.isPending} onClick={() => one && undo.mutate(one.id, { onSettled: onClose })}>
          Undo the import
        </Button>
      </Group>
    </Modal>
  );
}
