/** The ways onto the do-not-call list: a number, or a file of them. */
import { Alert, Button, FileInput, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMemo, useState } from "react";
import { addressOf, type Answer, ask, call } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { useSending } from "../../lib/send-form.ts";
import { tell } from "../../ui/toast.tsx";
import { countryChoices } from "../../features/imports/countries.ts";

interface DialogProps {
  opened: boolean;
  close: () => void;
  /** The list has changed. */
  changed: () => void;
}

export function AddNumber({ opened, close, changed }: DialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Add a number">
      <AddNumberForm close={close} changed={changed} />
    </Modal>
  );
}

function AddNumberForm({ close, changed }: Omit<DialogProps, "opened">) {
  const form = useForm({ initialValues: { phone: "", note: "", expiresAt: "" } });
  const { submit, busy, problem } = useSending(form, {
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
    <form onSubmit={submit}>
      <Stack>
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
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add number
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Imported = Answer<"importDoNotCall">;

export function UploadList({ opened, close, changed }: DialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Upload a list">
      <UploadForm close={close} changed={changed} />
    </Modal>
  );
}

function UploadForm({ close, changed }: Omit<DialogProps, "opened">) {
  const [done, setDone] = useState<Imported | null>(null);
  const choices = useMemo(countryChoices, []);
  const form = useForm({ initialValues: { file: null as File | null, country: null as string | null } });
  const { submit, busy, problem } = useSending(form, {
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
  if (done) return <UploadDone done={done} close={close} />;
  return (
    <form onSubmit={submit}>
      <Stack>
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
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Upload
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function UploadDone({ done, close }: { done: Imported; close: () => void }) {
  const { added, already, rejected } = done;
  return (
    <Stack>
      <Text size="sm" role="status">
        {grouped(added)} added, {grouped(already)} on the list already
        {rejected > 0 && `, ${grouped(rejected)} ${rejected === 1 ? "row" : "rows"} without a number that can be read`}.
      </Text>
      <Group justify="flex-end">
        <Button onClick={close}>Done</Button>
      </Group>
    </Stack>
  );
}
