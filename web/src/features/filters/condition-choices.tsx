/** What a condition asks about, and how it compares. */
import { Select, Stack, TextInput } from "@mantine/core";
import { type ConditionDraft, withChoice } from "./condition-draft.ts";
import { contactFactWords } from "../../words/contact-fields.ts";
import { conditionForm } from "../../words/filters.ts";
import { fieldName, fields, operatorsOf } from "./conditions.ts";
import { useKnownWords } from "./known.ts";

const OTHER = "other_variable";

interface ChoiceProps {
  draft: ConditionDraft;
  change: (draft: ConditionDraft) => void;
}

/** A field of contacts or a variable, also one that no contact is known to have. */
export function FieldChoice({ draft, change }: ChoiceProps) {
  const { field } = draft;
  const { variables } = useKnownWords();
  const isUnlisted = field.startsWith("attribute:") && !variables.includes(fieldName(field));
  const choose = (next: string) => change(withChoice(draft, { field: next }));
  return (
    <Stack gap="xs">
      <Select
        aria-label={conditionForm.field}
        searchable
        maxDropdownHeight={280}
        data={[
          {
            group: conditionForm.ofContacts,
            items: Object.keys(fields).map((value) => ({ value, label: fieldName(value) })),
          },
          {
            group: contactFactWords.variables,
            items: [
              ...variables.map((one) => ({ value: `attribute:${one}`, label: one })),
              { value: OTHER, label: conditionForm.otherVariable },
            ],
          },
        ]}
        value={isUnlisted ? OTHER : field}
        onChange={(next) => next && choose(next === OTHER ? "attribute:" : next)}
        comboboxProps={{ withinPortal: false }}
      />
      {isUnlisted && (
        <TextInput
          aria-label={conditionForm.variableName}
          placeholder={conditionForm.variableName}
          maxLength={64}
          value={field.slice("attribute:".length)}
          onChange={(event) => choose(`attribute:${event.currentTarget.value}`)}
        />
      )}
    </Stack>
  );
}

export function ComparisonChoice({ draft, change }: ChoiceProps) {
  return (
    <Select
      aria-label={conditionForm.comparison}
      data={operatorsOf(draft.field).map(({ op, words }) => ({ value: op, label: words }))}
      value={draft.operator.op}
      onChange={(op) => op && change(withChoice(draft, { op }))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
