import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMay, useMe } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { useSending } from "../../lib/send-form.ts";
import { Section } from "../../ui/page.tsx";
import { SaveForm } from "../../ui/save-form.tsx";
import { tell } from "../../ui/toast.tsx";
import { organisationWords } from "../../words/settings.ts";

export function OrganisationTab() {
  const may = useMay();
  const { organisation } = useMe();
  const form = useForm({ initialValues: { name: organisation.name } });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    schema: async () => (await import("#contract/accounts.ts")).organisationPatch,
    send: async (body) => {
      const saved = await call("updateOrganisation", { body });
      await queryClient.invalidateQueries({ queryKey: keys.me });
      form.setValues({ name: saved.name });
      form.resetDirty();
      tell({ text: organisationWords.renamed });
    },
  });
  return (
    <Section title={organisationWords.title} about={organisationWords.about}>
      <SaveForm
        label={organisationWords.title}
        sending={sending}
        isDirty={form.isDirty()}
        maySave={may("organisation:write")}
      >
        <TextInput
          label={organisationWords.name}
          maw={420}
          disabled={!may("organisation:write")}
          {...form.getInputProps("name")}
        />
      </SaveForm>
    </Section>
  );
}
