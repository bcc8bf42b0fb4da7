import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { router } from "../../app/router.tsx";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { lineAdd as words } from "../../words/lines.ts";
import { keepLine } from "./use-lines.ts";

/** Another simulator: the one kind of line this version has. */
export function AddLine({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { name: "" } });
  const sending = useSending(form, {
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
    <FormDialog title={words.title} verb={words.verb} sending={sending} close={close}>
      <TextInput label={words.name} withAsterisk data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  );
}
