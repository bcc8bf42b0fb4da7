/** What a key of the callee's telephone does in an announcement. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { keyActions } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { keyActionWords } from "../../words/employees.ts";
import type { Form } from "./employee-sections.tsx";

const telephoneKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"];

export function KeysSection({ form }: { form: Form }) {
  const { keys } = form.values;
  const free = telephoneKeys.find((key) => keys.every((rule) => rule.key !== key));
  return (
    <Section title="Keys" about="What the person may press while the message plays.">
      {keys.length > 0 && (
        <ul className="e-rows" aria-label="Keys">
          {keys.map((_rule, index) => (
            <KeyRow key={index} form={form} index={index} />
          ))}
        </ul>
      )}
      {free !== undefined && (
        <Button
          variant="default"
          size="xs"
          mt={keys.length > 0 ? "md" : 0}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem("keys", { key: free, label: "", action: "goal", field: "" })}
        >
          Add key
        </Button>
      )}
    </Section>
  );
}

function KeyRow({ form, index }: { form: Form; index: number }) {
  const at = `keys.${index}`;
  const rule = form.values.keys[index]!;
  return (
    <li className="e-row-key">
      <Select aria-label={`Key ${index + 1}`} data={telephoneKeys} {...form.getInputProps(`${at}.key`)} />
      <Select
        aria-label={`What key ${rule.key} does`}
        data={keyActions.map((action) => ({ value: action, label: keyActionWords[action] }))}
        {...form.getInputProps(`${at}.action`)}
      />
      <TextInput
        className="e-row-wide"
        aria-label={`Meaning of key ${rule.key}`}
        placeholder="Such as Confirm the appointment"
        {...form.getInputProps(`${at}.label`)}
      />
      {rule.action === "collect" ? (
        <TextInput
          aria-label={`Field of key ${rule.key}`}
          placeholder="field"
          classNames={{ input: "e-mono" }}
          {...form.getInputProps(`${at}.field`)}
        />
      ) : (
        <span />
      )}
      <ActionIcon size={28} aria-label={`Remove key ${rule.key}`} onClick={() => form.removeListItem("keys", index)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
