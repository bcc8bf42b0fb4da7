import { Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import type { Role } from "#domain/roles.ts";
import { momentWithin } from "../../lib/format.ts";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { roleWords } from "../../words/settings.ts";
import { invite as words } from "../../words/team.ts";
import { CopyField } from "./copy-field.tsx";
import { RoleSelect } from "./role-select.tsx";
import { askAgain, type Invitation } from "./use-team.ts";

export function Invite({ close }: { close: () => void }) {
  const [made, setMade] = useState<Invitation | null>(null);
  const form = useForm({ initialValues: { email: "", role: "manager" as Role } });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    schema: async () => (await import("#contract/accounts.ts")).invitationInput,
    send: async (body) => {
      setMade(await call("createInvitation", { body }));
      await askAgain("invitations");
    },
  });
  return (
    <FormDialog
      title={words.title}
      verb={words.verb}
      sending={sending}
      close={close}
      done={made && <Invited invitation={made} />}
    >
      <TextInput label={words.email} type="email" withAsterisk data-autofocus {...form.getInputProps("email")} />
      <RoleSelect
        label={words.role}
        description={roleWords[form.values.role].about}
        value={form.values.role}
        onChange={(role) => form.setFieldValue("role", role)}
        error={form.errors["role"]}
      />
    </FormDialog>
  );
}

function Invited({ invitation: { email, role, expiresAt, link } }: { invitation: Invitation }) {
  return (
    <>
      <Text size="sm">{words.made(email, roleWords[role].name, momentWithin(expiresAt))}</Text>
      <CopyField label={words.link} value={link} />
    </>
  );
}
