import { Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { employeeKinds, type EmployeeKind } from "#domain/employee.ts";
import { router } from "../../app/router.tsx";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { employeeKindWords } from "../../words/employees.ts";
import { employeeCreate as words } from "../../words/employee-list.ts";
import { keepEmployee } from "./use-employees.ts";

/** Asks for what cannot be left open; the rest is filled in on its page. */
export function CreateEmployee({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { name: "", role: "", kind: "conversation" as EmployeeKind } });
  const sending = useSending(form, {
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
    <FormDialog title={words.title} verb={words.verb} sending={sending} close={close}>
      <TextInput
        label={words.name}
        description={words.nameAbout}
        data-autofocus
        withAsterisk
        {...form.getInputProps("name")}
      />
      <TextInput label={words.role} description={words.roleAbout} {...form.getInputProps("role")} />
      <Radio.Group label={words.kind} {...form.getInputProps("kind")}>
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
    </FormDialog>
  );
}
