/** The ways onto the do-not-call list: a number, or a file of them. */
import { FileInput, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMemo, useState } from "react";
import { addressOf, type Answer, ask, call } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { tell } from "../../ui/toast.tsx";
import { countryChoices } from "../../features/imports/countries.ts";

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
      tell({ text: `${entry.phone} is not called any more.` });
    },
  });
  return (
    <FormDialog title="Add a number" verb="Add number" sending={sending} close={close}>
      <TextInput
        label="Number"
        description="With its country"
        placeholder="+44 7700 900664"
        type="tel"
        withAsterisk
        data-autofocus
        {...form.getInputProps("phone")}
      />
      <TextInput label="Note" {...form.getInputProps("note")} />
      <TextInput type="date" label="Until" description="Empty: for ever" {...form.getInputProps("expiresAt")} />
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
      if (!file) return form.setFieldError("file", "Choose a file.");
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
      title="Upload a list"
      verb="Upload"
      sending={sending}
      close={close}
      done={done && <Uploaded done={done} />}
    >
      <FileInput
        label="File"
        description="CSV or XLSX, one number in each row"
        placeholder="Choose a file"
        accept=".csv,.txt,.tsv,.xlsx"
        withAsterisk
        clearable
        clearButtonProps={{ "aria-label": "Choose another file" }}
        {...form.getInputProps("file")}
      />
      <Select
        label="Country"
        description="Of numbers that are written without one"
        placeholder="Every number has its country"
        data={choices}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "No country" }}
        {...form.getInputProps("country")}
      />
    </FormDialog>
  );
}

function Uploaded({ done: { added, already, rejected } }: { done: Imported }) {
  return (
    <Text size="sm" role="status">
      {grouped(added)} added, {grouped(already)} on the list already
      {rejected > 0 && `, ${grouped(rejected)} ${rejected === 1 ? "row" : "rows"} without a number that can be read`}.
    </Text>
  );
}
