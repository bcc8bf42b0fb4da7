/** One condition: a field, how it is compared, and with what. */
import { ActionIcon, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { ConditionValue, startOf } from "../../../features/filters/condition-value.tsx";
import { fields, operatorsOf } from "../../../features/filters/conditions.ts";
import { useKnownWords } from "../../../features/filters/known.ts";
import { type Rule, ruleOf } from "./rules.ts";

interface RuleRowProps {
  rule: Rule;
  change: (rule: Rule) => void;
  remove: () => void;
}

const known = Object.entries(fields).map(([value, { words }]) => ({ value, label: words }));

export function RuleRow({ rule, change, remove }: RuleRowProps) {
  const { key, field, operator, value } = rule;
  const { variables } = useKnownWords();
  const columns = variables.map((name) => ({ value: `attribute:${name}`, label: name }));
  const operators = operatorsOf(field);
  const compare = (op: string | null) => {
    const next = operators.find((one) => one.op === op) ?? operator;
    change({ ...rule, operator: next, value: next.value === operator.value ? value : startOf(next.value) });
  };
  return (
    <div className="wiz-rule">
      <Select
        aria-label="Field"
        searchable
        data={[
          { group: "Contact", items: known },
          ...(columns.length > 0 ? [{ group: "Your columns", items: columns }] : []),
        ]}
        value={field}
        onChange={(next) => next !== null && change({ ...ruleOf(next, operator.op), key })}
      />
      <Select
        aria-label="Comparison"
        data={operators.map(({ op, words }) => ({ value: op, label: words }))}
        value={operator.op}
        onChange={compare}
      />
      <div className="wiz-rule-value">
        <ConditionValue kind={operator.value} value={value} change={(next) => change({ ...rule, value: next })} />
      </div>
      <ActionIcon size="lg" aria-label="Remove condition" onClick={remove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
