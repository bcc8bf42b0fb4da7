/** The columns of the list: what everybody sees, and fields and variables a person chooses; kept in this browser. */
import { Button, Checkbox, Popover, Stack, Text } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { useKnownWords } from "../filters/known.ts";
import { contactFactWords, contactFieldWords } from "../../words/contact-fields.ts";
import { contactList } from "../../words/contacts.tsx";
import type { Contact } from "./use-contacts.ts";

const KEPT_AS = "campanile.contacts.columns";

/** Fields that can be columns; the others are always shown. */
const fields = {
  tags: contactFactWords.tags,
  timezone: contactFieldWords.timezone,
  lastCall: contactFactWords.lastCall,
  company: contactFieldWords.company,
  email: contactFieldWords.email,
  language: contactFieldWords.language,
  externalId: contactFieldWords.external_id,
  createdAt: contactFactWords.added,
} as const;
export type ChosenField = keyof typeof fields;
const first: string[] = ["tags", "timezone", "lastCall"];

export const isField = (column: string): column is ChosenField => Object.hasOwn(fields, column);

export const columnName = (column: string): string =>
  isField(column) ? fields[column] : column.slice("attribute:".length);

export const attributeOf = ({ attributes }: Contact, column: string): string =>
  attributes[column.slice("attribute:".length)] ?? "";

function kept(): string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? "null");
    return Array.isArray(read) ? read.map(String).filter((one) => isField(one) || one.startsWith("attribute:")) : first;
  } catch {
    return first;
  }
}

export function useColumns(): [string[], (columns: string[]) => void] {
  const [columns, setColumns] = useState(kept);
  const choose = (next: string[]) => {
    setColumns(next);
    localStorage.setItem(KEPT_AS, JSON.stringify(next));
  };
  return [columns, choose];
}

export function ColumnsMenu({ columns, choose }: { columns: string[]; choose: (columns: string[]) => void }) {
  const { variables } = useKnownWords();
  const all = [...new Set([...Object.keys(fields), ...variables.map((name) => `attribute:${name}`), ...columns])];
  return (
    <Popover position="bottom-end" width={230} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" className="hide-m" leftSection={<IconColumns3 size={14} aria-hidden />}>
          {contactList.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={contactList.columns} className="cts-columns">
        <Checkbox.Group value={columns} onChange={(next) => choose(all.filter((one) => next.includes(one)))}>
          <Stack gap={8}>
            {all.map((column) => (
              <Checkbox key={column} value={column} label={columnName(column)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {variables.length > 0 && (
          <Text fz="xs" c="dimmed" mt="xs">
            {contactList.columnsAbout}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
