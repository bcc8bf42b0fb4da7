import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import type { Role } from "#domain/roles.ts";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { roleWords } from "../../words/settings.ts";
import { CopyField } from "./copy-field.tsx";
import { RoleSelect } from "./role-select.tsx";
import { askAgain, type Invitation, when } from "./use-team.ts";

export function Invite({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Invite a person">
      <InviteForm close={close} />
    </Modal>
  );
}

function InviteForm({ close }: { close: () => void }) {
  const [made, setMade] = useState<Invitation | null>(null);
  const form = useForm({ initialValues: { email: "", role: "manager" as Role } });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: (values) => values,
    send: async (body) => {
      setMade(await call("createInvitation", { body }));
      await askAgain("invitations");
    },
  });
  if (made)
    return (
      <Stack>
        <Text size="sm">
          Send this link to {made.email}. Whoever opens it may join as {roleWords[made.role].name.toLowerCase()}, until{" "}
          {when(made.expiresAt)}.
        </Text>
        <CopyField label="Link" value={made.link} />
        <Group justify="flex-end">
          <Button onClick={close}>Done</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label="E-mail" type="email" withAsterisk data-autofocus {...form.getInputProps("email")} />
        <RoleSelect
          label="Role"
          description={roleWords[form.values.role].about}
          value={form.values.role}
          onChange={(role) => form.setFieldValue("role", role)}
          error={form.errors["role"]}
        />
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
