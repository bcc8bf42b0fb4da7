/** Tag, do not call, delete: each says to how many contacts and what becomes of them. */
import { TagsInput, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { tell } from "../../ui/toast.tsx";
import { useKnownWords } from "../filters/known.ts";
import { selectedBody, type Selection } from "./selection.ts";
import { askForContactsAnew, type Choice } from "./use-contacts.ts";

interface Acted {
  selection: Selection;
  choice: Choice;
  count: number;
  onClose: () => void;
  onDone: () => void;
}

const contactsOf = (count: number): string => (count === 1 ? "1 contact" : `${grouped(count)} contacts`);

function useBulk(act: () => Promise<string>, onDone: () => void) {
  return useMutation({
    mutationFn: act,
    onSuccess: (text) => {
      tell({ text });
      askForContactsAnew();
      onDone();
    },
  });
}

export function TagDialog({ selection, choice, count, onClose, onDone }: Acted) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const { tags } = useKnownWords();
  const act = useBulk(async () => {
    const { changed } = await call("tagContacts", { body: { ...selectedBody(selection, choice), add, remove } });
    return `${contactsOf(changed)} changed.`;
  }, onDone);
  return (
    <FormDialog
      title={`Tag ${contactsOf(count)}`}
      verb="Change tags"
      isReady={add.length + remove.length > 0}
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <TagsInput label="Add" placeholder="Enter after each" data={tags} value={add} onChange={setAdd} data-autofocus />
      <TagsInput label="Take away" placeholder="Enter after each" data={tags} value={remove} onChange={setRemove} />
    </FormDialog>
  );
}

export function DoNotCallDialog({ selection, choice, count, onClose, onDone }: Acted) {
  const [note, setNote] = useState("");
  const act = useBulk(async () => {
    const body = { ...selectedBody(selection, choice), note: note.trim() || null };
    const { added, already } = await call("suppressContacts", { body });
    return `${grouped(added)} numbers are on the do-not-call list now${already > 0 ? `; ${grouped(already)} were already` : ""}.`;
  }, onDone);
  return (
    <FormDialog
      title={`Never call ${contactsOf(count)}?`}
      verb="Do not call"
      isRed
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <Text size="sm">
        Their numbers go on the do-not-call list. From that moment no campaign calls them, and retries that wait are
        dropped.
      </Text>
      <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={1000} />
    </FormDialog>
  );
}

export function DeleteDialog({ selection, choice, count, onClose, onDone }: Acted) {
  const act = useBulk(async () => {
    const { deleted, inUse } = await call("deleteContacts", { body: selectedBody(selection, choice) });
    const busy = inUse > 0 ? ` ${contactsOf(inUse)} are being called now and stay.` : "";
    return `${contactsOf(deleted)} deleted.${busy}`;
  }, onDone);
  return (
    <FormDialog
      title={`Delete ${contactsOf(count)}?`}
      verb={`Delete ${contactsOf(count)}`}
      isRed
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <WhatIsErased />
      <Text size="sm">Contacts that are being called now stay.</Text>
    </FormDialog>
  );
}

export function WhatIsErased() {
  return (
    <Text size="sm">
      This erases personal data for good: names, numbers, variables and conversations. Counts of campaigns stay as they
      are, and numbers on the do-not-call list stay there. It cannot be undone.
    </Text>
  );
}
