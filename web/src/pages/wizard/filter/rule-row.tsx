/** One condition: a field, how it is compared, and with what. */
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { ComparisonChoice, FieldChoice } from "../../../features/filters/condition-choices.tsx";
import { ConditionValue } from "../../../features/filters/condition-value.tsx";
import { filterWords } from "../../../words/wizard-contacts.tsx";
import type { Rule } from "./rules.ts";

interface RuleRowProps {
  rule: Rule;
  change: (rule: Rule) => void;
  remove: () => void;
}

export function RuleRow({ rule, change, remove }: RuleRowProps) {
  const { key, operator, value } = rule;
  return (
    <div className="wiz-rule">
      <FieldChoice draft={rule} change={(draft) => change({ ...draft, key })} />
      <ComparisonChoice draft={rule} change={(draft) => change({ ...draft, key })} />
      <div className="wiz-rule-value">
        <ConditionValue kind={operator.value} value={value} change={(next) => change({ ...rule, value: next })} />
      </div>
      <ActionIcon size="lg" aria-label={filterWords.removeCondition} onClick={remove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
