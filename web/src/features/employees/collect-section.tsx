/** What the AI employee finds out: its goal, and the details to collect. */
import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { collectTypes } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { collectTypeWords } from "../../words/employees.ts";
import type { Form } from "./employee-sections.tsx";

const MOST = 50;

export function CollectSection({ form }: { form: Form }) {
  const { collect } = form.values;
  const add = () => form.insertListItem("collect", { field: "", type: "text", description: "", required: false });
  return (
    <Section title="What it finds out" about="The details stand beside each conversation and in the export.">
      <Textarea
        label="Goal"
        description="When a call has reached what it is for"
        autosize
        minRows={1}
        {...form.getInputProps("goal")}
      />
      {collect.length > 0 && (
        <ul className="e-rows" aria-label="Details to collect">
          {collect.map((_detail, index) => (
            <Detail key={index} form={form} index={index} />
          ))}
        </ul>
      )}
      {collect.length < MOST && (
        <Button variant="default" size="xs" mt="md" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          Add detail
        </Button>
      )}
    </Section>
  );
}

function Detail({ form, index }: { form: Form; index: number }) {
  const at = `collect.${index}`;
  const nth = `detail ${index + 1}`;
  return (
    <li className="e-row-collect">
      <TextInput
        aria-label={`Field of ${nth}`}
        placeholder="preferred_day"
        classNames={{ input: "e-mono" }}
        {...form.getInputProps(`${at}.field`)}
      />
      <Select
        aria-label={`Type of ${nth}`}
        data={collectTypes.map((type) => ({ value: type, label: collectTypeWords[type] }))}
        {...form.getInputProps(`${at}.type`)}
      />
      <TextInput
        className="e-row-wide"
        aria-label={`What to find out for ${nth}`}
        placeholder="What to find out"
        {...form.getInputProps(`${at}.description`)}
      />
      <Checkbox
        label="Required"
        aria-label={`Detail ${index + 1} is required`}
        {...form.getInputProps(`${at}.required`, { type: "checkbox" })}
      />
      <ActionIcon size={28} aria-label={`Remove ${nth}`} onClick={() => form.removeListItem("collect", index)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
