import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { router } from "../../app/router.tsx";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { keepLine } from "./use-lines.ts";

/** Another simulator: the one kind of line this version has. */
export function AddLine({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Add a simulator line">
      <AddForm close={close} />
    </Modal>
  );
}

function AddForm({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { name: "" } });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: ({ name }) => ({ name, kind: "simulator" as const }),
    schema: async () => (await import("#contract/lines.ts")).lineInput,
    send: async (body) => {
      const line = await call("createLine", { body });
      keepLine(line);
      close();
      await router.navigate({ to: "/settings", search: { tab: "lines", open: line.id } });
    },
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps("name")} />
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
