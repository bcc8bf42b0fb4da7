import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { employeeKinds, type EmployeeKind } from "#domain/employee.ts";
import { router } from "../../app/router.tsx";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { employeeKindWords } from "../../words/employees.ts";
import { keepEmployee } from "./use-employees.ts";

/** Asks for what cannot be left open; the rest is filled in on its page. */
export function CreateEmployee({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="New AI employee">
      <CreateForm close={close} />
    </Modal>
  );
}

function CreateForm({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { name: "", role: "", kind: "conversation" as EmployeeKind } });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: (values) => values,
    schema: async () => (await import("#contract/ai-employees.ts")).aiEmployeeInput,
    send: async (body) => {
      const employee = await call("createAiEmployee", { body });
      keepEmployee(employee);
      close();
      await router.navigate({ to: "/employees/$id", params: { id: employee.id } });
    },
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="Spoken on the phone"
          data-autofocus
          withAsterisk
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Role"
          description="For your team, such as Lead qualification"
          {...form.getInputProps("role")}
        />
        <Radio.Group label="Kind" {...form.getInputProps("kind")}>
          <Stack gap={8} mt={6}>
            {employeeKinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={employeeKindWords[kind].name}
                description={employeeKindWords[kind].about}
              />
            ))}
          </Stack>
        </Radio.Group>
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
