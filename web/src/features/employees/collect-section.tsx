/** What the AI employee finds out: its goal, and the details to collect. */
import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { collectTypes } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { findsOutWords as words } from "../../words/employee-form.tsx";
import { collectTypeWords } from "../../words/employees.ts";
import type { Form } from "./employee-sections.tsx";

const MOST = 50;

export function CollectSection({ form }: { form: Form }) {
  const { collect } = form.values;
  const add = () => form.insertListItem("collect", { field: "", type: "text", description: "", required: false });
  return (
    <Section title={words.title(form.values.name)} about={words.about}>
      <Textarea label={words.goal} description={words.goalAbout} autosize minRows={1} {...form.getInputProps("goal")} />
      {collect.length > 0 && (
        <ul className="e-rows" aria-label={words.details}>
          <li className="e-row-collect e-row-heads hide-m" aria-hidden>
            <span>{words.field}</span>
            <span>{words.type}</span>
            <span>{words.description}</span>
            <span>{words.required}</span>
          </li>
          {collect.map((_detail, index) => (
            <Detail key={index} form={form} index={index} />
          ))}
        </ul>
      )}
      {collect.length < MOST && (
        <Button variant="default" size="xs" mt="md" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {words.add}
        </Button>
      )}
    </Section>
  );
}

function Detail({ form, index }: { form: Form; index: number }) {
  const at = `collect.${index}`;
  const number = index + 1;
  return (
    <li className="e-row-collect">
      <TextInput
        aria-label={words.fieldOf(number)}
        placeholder="preferred_day"
        classNames={{ input: "e-mono" }}
        {...form.getInputProps(`${at}.field`)}
      />
      <Select
        aria-label={words.typeOf(number)}
        data={collectTypes.map((type) => ({ value: type, label: collectTypeWords[type] }))}
        {...form.getInputProps(`${at}.type`)}
      />
      <TextInput
        className="e-row-wide"
        aria-label={words.descriptionOf(number)}
        placeholder={words.description}
        {...form.getInputProps(`${at}.description`)}
      />
      <Checkbox
        label={<span className="only-m">{words.required}</span>}
        aria-label={words.requiredOf(number)}
        {...form.getInputProps(`${at}.required`, { type: "checkbox" })}
      />
      <ActionIcon size={28} aria-label={words.remove(number)} onClick={() => form.removeListItem("collect", index)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
