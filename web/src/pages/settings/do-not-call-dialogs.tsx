/** The ways onto the do-not-call list: a number, or a file of them. */
import { FileInput, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMemo, useState } from "react";
import { addressOf, type Answer, ask, call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { tell } from "../../ui/toast.tsx";
import { countryChoices } from "../../features/imports/countries.ts";
import { doNotCallAdd as addWords, doNotCallUpload as words } from "../../words/do-not-call.tsx";

interface DialogProps {
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

type Imported = Answer<"importDoNotCall">;

export function UploadList({ close, changed }: DialogProps) {
  const [done, setDone] = useState<Imported | null>(null);
  const choices = useMemo(countryChoices, []);
  const form = useForm({ initialValues: { file: null as File | null, country: null as string | null } });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    send: async ({ file, country }) => {
      if (!file) return form.setFieldError("file", words.missing);
      const body = new FormData();
      body.set("file", file);
      const response = await ask(addressOf("importDoNotCall", { query: country === null ? {} : { country } }), {
        method: "POST",
        body,
      });
      setDone((await response.json()) as Imported);
      changed();
    },
  });
  return (
    <FormDialog
      title={words.title}
      verb={words.verb}
      sending={sending}
      close={close}
      done={done && <Uploaded done={done} />}
    >
      <FileInput
        label={words.file}
        description={words.fileAbout}
        placeholder={words.choose}
        accept=".csv,.txt,.tsv,.xlsx"
        withAsterisk
        clearable
        clearButtonProps={{ "aria-label": words.another }}
        {...form.getInputProps("file")}
      />
      <Select
        label={words.country}
        description={words.countryAbout}
        placeholder={words.everyCountry}
        data={choices}
        searchable
        clearable
        clearButtonProps={{ "aria-label": words.noCountry }}
        {...form.getInputProps("country")}
      />
    </FormDialog>
  );
}

function Uploaded({ done: { added, already, rejected } }: { done: Imported }) {
  return (
    <Text size="sm" role="status">
      {words.done(added, already, rejected)}
    </Text>
  );
}
