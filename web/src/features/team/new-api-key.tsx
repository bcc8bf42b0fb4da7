import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Role } from "#domain/roles.ts";
import { type Answer, call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { roleWords } from "../../words/settings.ts";
import { apiKeyAdd as words } from "../../words/api-keys.tsx";
import { RoleSelect } from "./role-select.tsx";
import { askAgain } from "./use-team.ts";

export type NewKey = Answer<"createApiKey">;

interface NewApiKeyProps {
  close: () => void;
  /** The one time the key is seen. */
  made: (key: NewKey) => void;
}

const DAY_MILLISECONDS = 86_400_000;
const ends = [
  { value: "", label: words.never },
  ...[30, 90, 365].map((days) => ({ value: String(days), label: words.inDays(days) })),
];

export function NewApiKey({ close, made }: NewApiKeyProps) {
  const form = useForm({ initialValues: { name: "", role: "viewer" as Role, expiresAt: "" } });
  const sending = useSending(form, {
    bodyOf: ({ name, role, expiresAt }) => ({
      name,
      role,
      expiresAt: expiresAt === "" ? null : new Date(Date.now() + Number(expiresAt) * DAY_MILLISECONDS).toISOString(),
    }),
    schema: async () => (await import("#contract/accounts.ts")).apiKeyInput,
    send: async (body) => {
      made(await call("createApiKey", { body }));
      close();
      await askAgain("api-keys");
    },
  });
  return (
    <FormDialog title={words.title} verb={words.verb} sending={sending} close={close}>
      <TextInput
        label={words.name}
        description={words.nameAbout}
        withAsterisk
        data-autofocus
        {...form.getInputProps("name")}
      />
      <RoleSelect
        label={words.role}
        description={roleWords[form.values.role].about}
        value={form.values.role}
        onChange={(role) => form.setFieldValue("role", role)}
        error={form.errors["role"]}
      />
      <Select label={words.ends} data={ends} {...form.getInputProps("expiresAt")} />
    </FormDialog>
  );
}
