/** What a column is: a field of the contact, a variable of its own name and type, or left out. */
import { Anchor, Menu, Select, TextInput } from "@mantine/core";
import { IconBraces, IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { type AttributeType, attributeTypes, importFields } from "#domain/contact/import.ts";
import { fieldSelectWords } from "../../words/import-file.tsx";
import { fieldWords, typeWords } from "../../words/imports.tsx";
import { variableFor } from "./mapping.ts";

const LEFT_OUT = "left_out";
const nameOf = (meaning: string): string => meaning.slice("attribute:".length);

export function FieldSelect({
  column,
  meaning,
  clash,
  change,
}: {
  column: string;
  meaning: string | null;
  clash: string | undefined;
  change: (meaning: string | null) => void;
}) {
  const variable = meaning?.startsWith("attribute:") ? meaning : variableFor(column);
  return (
    <Select
      aria-label={fieldSelectWords.label(column)}
      className="imp-field"
      data={[
        ...importFields.map((value) => ({ value, label: fieldWords[value] })),
        { value: variable, label: fieldSelectWords.variable(nameOf(variable)) },
        { value: LEFT_OUT, label: fieldSelectWords.leaveOut },
      ]}
      value={meaning ?? LEFT_OUT}
      onChange={(value) => change(value === LEFT_OUT ? null : value)}
      error={clash}
      maxDropdownHeight={360}
      leftSection={<Mark meaning={meaning} />}
    />
  );
}

function Mark({ meaning }: { meaning: string | null }) {
  if (meaning === null) return <IconX size={15} color="var(--text-3)" aria-hidden />;
  if (meaning.startsWith("attribute:")) return <IconBraces size={15} color="var(--text-2)" aria-hidden />;
  return <IconCheck size={15} color="var(--o-success-fg)" aria-hidden />;
}

/** Below the select of a variable: how its cells are read, and its name. */
export function VariableNote({
  column,
  meaning,
  type,
  changeType,
  rename,
}: {
  column: string;
  meaning: string;
  type: AttributeType;
  changeType: (type: AttributeType) => void;
  rename: (meaning: string) => void;
}) {
  const [isNaming, setNaming] = useState(false);
  return (
    <div className="imp-variable">
      <span>{fieldSelectWords.readAs(typeWords[type])}</span>
      <Menu position="bottom-start" width={190}>
        <Menu.Target>
          <Anchor component="button" type="button" fz="xs" aria-label={fieldSelectWords.changeOf(column)}>
            {fieldSelectWords.change}
          </Anchor>
        </Menu.Target>
        <Menu.Dropdown>
          {attributeTypes.map((one) => (
            <Menu.Item
              key={one}
              role="menuitemradio"
              aria-checked={one === type}
              rightSection={one === type && <IconCheck size={15} aria-hidden />}
              onClick={() => changeType(one)}
            >
              {fieldSelectWords.as(typeWords[one])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isNaming ? (
        <TextInput
          size="xs"
          autoFocus
          aria-label={fieldSelectWords.nameOf(column)}
          maxLength={64}
          defaultValue={nameOf(meaning)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          onBlur={(event) => {
            setNaming(false);
            const name = event.currentTarget.value.trim();
            if (name !== "") rename(`attribute:${name}`);
          }}
        />
      ) : (
        <Anchor
          component="button"
          type="button"
          fz="xs"
          aria-label={fieldSelectWords.renameOf(column)}
          onClick={() => setNaming(true)}
        >
          {fieldSelectWords.rename}
        </Anchor>
      )}
    </div>
  );
}
