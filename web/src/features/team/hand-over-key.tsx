import { Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { handOverWords as words } from "../../words/api-keys.tsx";
import { type ApiKey, askAgain, useMembers } from "./use-team.ts";

/** For owners: with whose membership a key ends from now on. */
export function HandOverKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const members = useMembers();
  const form = useForm({ initialValues: { memberId: apiKey.holder?.memberId ?? "" } });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    schema: async () => (await import("#contract/accounts.ts")).apiKeyHandOver,
    send: async (body) => {
      await call("handOverApiKey", { params: { id: apiKey.id }, body });
      await askAgain("api-keys");
      close();
    },
  });
  return (
    <FormDialog title={words.title(apiKey.name)} verb={words.verb} sending={sending} close={close}>
      <Text size="sm">{words.about}</Text>
      <Select
        label={words.to}
        data={members.items.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        {...form.getInputProps("memberId")}
      />
    </FormDialog>
  );
}
