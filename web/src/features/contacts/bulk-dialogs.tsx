/** Tag, do not call, delete: each says to how many contacts and what becomes of them. */
import { TagsInput, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { tell } from "../../ui/toast.tsx";
import { enterAfterEach } from "../../words/contact-fields.ts";
import { deleteDialog, doNotCallDialog, tagDialog } from "../../words/contacts.tsx";
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
    return tagDialog.done(changed);
  }, onDone);
  return (
    <FormDialog
      title={tagDialog.title(count)}
      verb={tagDialog.verb}
      isReady={add.length + remove.length > 0}
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <TagsInput
        label={tagDialog.add}
        placeholder={enterAfterEach}
        data={tags}
        value={add}
        onChange={setAdd}
        data-autofocus
      />
      <TagsInput
        label={tagDialog.remove}
        placeholder={enterAfterEach}
        data={tags}
        value={remove}
        onChange={setRemove}
      />
    </FormDialog>
  );
}

export function DoNotCallDialog({ selection, choice, count, onClose, onDone }: Acted) {
  const [note, setNote] = useState("");
  const act = useBulk(async () => {
    const body = { ...selectedBody(selection, choice), note: note.trim() || null };
    const { added, already } = await call("suppressContacts", { body });
    return doNotCallDialog.done(added, already);
  }, onDone);
  return (
    <FormDialog
      title={doNotCallDialog.title(count)}
      verb={doNotCallDialog.verb}
      isRed
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <Text size="sm">{doNotCallDialog.about}</Text>
      <TextInput
        label={doNotCallDialog.note}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
      />
    </FormDialog>
  );
}

export function DeleteDialog({ selection, choice, count, onClose, onDone }: Acted) {
  const act = useBulk(async () => {
    const { deleted, inUse } = await call("deleteContacts", { body: selectedBody(selection, choice) });
    return deleteDialog.done(deleted, inUse);
  }, onDone);
  return (
    <FormDialog
      title={deleteDialog.title(count)}
      verb={deleteDialog.verb(count)}
      isRed
      sending={sendingBy(act, () => act.mutate())}
      close={onClose}
    >
      <WhatIsErased />
      <Text size="sm">{deleteDialog.calledStay}</Text>
    </FormDialog>
  );
}

export function WhatIsErased() {
  return <Text size="sm">{deleteDialog.about}</Text>;
}
