import { Alert, Button, Group, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMay, useMe } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { useSending } from "../../lib/send-form.ts";
import { Section } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";

export function OrganisationTab() {
  const may = useMay();
  const { organisation } = useMe();
  const form = useForm({ initialValues: { name: organisation.name } });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: (values) => values,
    // The body of this endpoint has no schema of its own; the server's own words are shown.
    send: async (body) => {
      const saved = await call("updateOrganisation", { body });
      await queryClient.invalidateQueries({ queryKey: keys.me });
      form.setValues({ name: saved.name });
      form.resetDirty();
      tell({ text: "The organisation is renamed." });
    },
  });
  return (
    <Section title="Organisation" about="Its name stands in the sidebar and in invitations.">
      <form onSubmit={submit} aria-label="Organisation">
        <TextInput label="Name" maw={420} disabled={!may("organisation:write")} {...form.getInputProps("name")} />
        {problem !== null && (
          <Alert color="red" mt="md">
            {problem}
          </Alert>
        )}
        {may("organisation:write") && (
          <Group mt="lg">
            <Button type="submit" loading={busy} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </form>
    </Section>
  );
}
