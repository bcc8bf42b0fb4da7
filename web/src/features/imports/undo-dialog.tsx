/** Undo says what goes and what stays before it is done. */
import { Button, Group, Modal, Text } from "@mantine/core";
import { undoWords } from "../../words/imports.tsx";
import { useUndoImport } from "./use-import.ts";
import type { ContactImport } from "./import.ts";

export function UndoDialog({ one, onClose }: { one: ContactImport | null; onClose: () => void }) {
  const undo = useUndoImport();
  return (
    <Modal opened={one !== null} onClose={onClose} title={undoWords.title(one?.fileName ?? "")}>
      {one?.result && <Text size="sm">{undoWords.about(one.result.added, one.result.changed)}</Text>}
      <Text size="sm" mt="xs">
        {undoWords.stays}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {undoWords.keep}
        </Button>
        <Button color="red" loading={undo.isPending} onClick={() => one && undo.mutate(one.id, { onSettled: onClose })}>
          {undoWords.verb}
        </Button>
      </Group>
    </Modal>
  );
}
