/** One condition: field, comparison, value. */
import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { type FilterCondition, fieldName, fields, operatorsOf } from "./conditions.ts";
import { ConditionValue, isComplete, startOf } from "./condition-value.tsx";
import { useKnownWords } from "./known.ts";

const OTHER = "other variable";

export function ConditionForm({
  condition,
  onApply,
}: {
  /** Absent: a new one. */
  condition?: FilterCondition;
  onApply: (condition: FilterCondition) => void;
}) {
  const [field, setField] = useState<string>(condition?.field ?? "tag");
  const [op, setOp] = useState<string>(condition?.op ?? "is");
  const [value, setValue] = useState<unknown>(condition && "value" in condition ? condition.value : "");
  const operators = operatorsOf(field);
  const operator = operators.find((one) => one.op === op) ?? operators[0]!;

  const chooseOperator = (next: string, among = operators) => {
    const chosen = among.find((one) => one.op === next) ?? among[0]!;
    setOp(chosen.op);
    if (chosen.value !== operator.value) setValue(startOf(chosen.value));
  };
  const chooseField = (next: string) => {
    setField(next);
    chooseOperator(op, operatorsOf(next));
    if (operatorsOf(next)[0]!.value !== operators[0]!.value) setValue(startOf(operatorsOf(next)[0]!.value));
  };
  const isReady = field !== "attribute:" && isComplete(operator.value, value);
  const apply = () =>
    // The field, the comparison and the value were chosen from one row of the table.
    onApply({ field, op: operator.op, ...(operator.value === "none" ? {} : { value }) } as FilterCondition);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (isReady) apply();
      }}
    >
      <Stack gap="xs">
        <FieldChoice field={field} choose={chooseField} />
        <Select
          aria-label="Comparison"
          data={operators.map((one) => ({ value: one.op, label: one.words }))}
          value={operator.op}
          onChange={(next) => next && chooseOperator(next)}
          comboboxProps={{ withinPortal: false }}
        />
        <ConditionValue kind={operator.value} value={value} change={setValue} />
        <Button type="submit" disabled={!isReady}>
          {condition ? "Change the filter" : "Add the filter"}
        </Button>
      </Stack>
    </form>
  );
}

function FieldChoice({ field, choose }: { field: string; choose: (field: string) => void }) {
  const { variables } = useKnownWords();
  const isVariable = field.startsWith("attribute:");
  const name = fieldName(field);
  const isListed = variables.includes(name);
  return (
    <>
      <Select
        aria-label="Field"
        searchable
        maxDropdownHeight={280}
        data={[
          { group: "Contact", items: Object.entries(fields).map(([value, { words }]) => ({ value, label: words })) },
          {
            group: "Variables",
            items: [
              ...variables.map((one) => ({ value: `attribute:${one}`, label: one })),
              { value: OTHER, label: "Another variable" },
            ],
          },
        ]}
        value={isVariable && !isListed ? OTHER : field}
        onChange={(next) => next && choose(next === OTHER ? "attribute:" : next)}
        comboboxProps={{ withinPortal: false }}
      />
      {isVariable && !isListed && (
        <TextInput
          aria-label="Name of the variable"
          placeholder="Name of the variable"
          maxLength={64}
          value={field.slice("attribute:".length)}
          onChange={(event) => choose(`attribute:${event.currentTarget.value}`)}
        />
      )}
    </>
  );
}
