/** What a key of the callee's telephone does in an announcement. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { keyActions } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { keyActionWords } from "../../words/employees.ts";
import { keyWords as words } from "../../words/employee-form.tsx";
import type { Form } from "./employee-sections.tsx";

const telephoneKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"];

export function KeysSection({ form }: { form: Form }) {
  const { keys } = form.values;
  const free = telephoneKeys.find((key) => keys.every((rule) => rule.key !== key));
  return (
    <Section title={words.title} about={words.about}>
      {keys.length > 0 && (
        <ul className="e-rows" aria-label={words.title}>
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
          {words.add}
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
      <Select aria-label={words.key(index + 1)} data={telephoneKeys} {...form.getInputProps(`${at}.key`)} />
      <Select
        aria-label={words.action(rule.key)}
        data={keyActions.map((action) => ({ value: action, label: keyActionWords[action] }))}
        {...form.getInputProps(`${at}.action`)}
      />
      <TextInput
        className="e-row-wide"
        aria-label={words.meaning(rule.key)}
        placeholder={words.meaningExample}
        {...form.getInputProps(`${at}.label`)}
      />
      {rule.action === "collect" ? (
        <TextInput
          aria-label={words.field(rule.key)}
          placeholder="field"
          classNames={{ input: "e-mono" }}
          {...form.getInputProps(`${at}.field`)}
        />
      ) : (
        <span />
      )}
      <ActionIcon size={28} aria-label={words.remove(rule.key)} onClick={() => form.removeListItem("keys", index)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
