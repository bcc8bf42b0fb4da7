/** A number onto the do-not-call list. */
import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { tell } from "../../ui/toast.tsx";
import { doNotCallAdd as addWords } from "../../words/do-not-call.tsx";

export interface DialogProps {
  close: () => void;
  /** The list has changed. */
  changed: () => void;
}

export function AddNumber({ close, changed }: DialogProps) {
  const form = useForm({ initialValues: { phone: "", note: "", expiresAt: "" } });
  const sending = useSending(form, {
    bodyOf: ({ phone, note, expiresAt }) => ({
      phone,
      note: note.trim() === "" ? null : note,
      // The end of that day, where the viewer is.
      expiresAt: expiresAt === "" ? null : new Date(`${expiresAt}T23:59:59`).toISOString(),
    }),
    send: async (body) => {
      const entry = await call("addDoNotCall", { body });
      changed();
      close();
      tell({ text: addWords.added(entry.phone) });
    },
  });
  return (
    <FormDialog title={addWords.title} verb={addWords.verb} sending={sending} close={close}>
      <TextInput
        label={addWords.number}
        description={addWords.numberAbout}
        placeholder="+44 7700 900664"
        type="tel"
        withAsterisk
        data-autofocus
        {...form.getInputProps("phone")}
      />
      <TextInput label={addWords.note} {...form.getInputProps("note")} />
      <TextInput
        type="date"
        label={addWords.until}
        description={addWords.untilAbout}
        {...form.getInputProps("expiresAt")}
      />
    </FormDialog>
  );
}
