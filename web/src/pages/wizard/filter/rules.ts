/** Conditions as rows of a form, half-filled ones too, and as the filter they make. */
import { isComplete, startOf } from "../../../features/filters/condition-value.tsx";
import {
  type ContactFilter,
  type FilterCondition,
  isGroup,
  nodesOf,
  type Operator,
  operatorsOf,
} from "../../../features/filters/conditions.ts";

export interface Rule {
  key: number;
  field: string;
  operator: Operator;
  value: unknown;
}

export interface Rules {
  join: "all" | "any";
  rules: Rule[];
}

/** What is set: conditions, or a saved filter that is more than a list of them. */
export type FilterState = Rules | { kept: ContactFilter; name: string };

let lastKey = 0;

/** With the field's first comparison, or the one that is asked for where the field has it. */
export function ruleOf(field: string, op?: string, value?: unknown): Rule {
  const operators = operatorsOf(field);
  const operator = operators.find((one) => one.op === op) ?? operators[0]!;
  lastKey += 1;
  return { key: lastKey, field, operator, value: value ?? startOf(operator.value) };
}

export const noRules = (): Rules => ({ join: "all", rules: [ruleOf("tag")] });

/** Of the rows that are filled in. */
function filterOf({ join, rules }: Rules): ContactFilter {
  const nodes = rules
    .filter(({ operator, value }) => isComplete(operator.value, value))
    // Field, comparison and value come from one row of the table.
    .map(({ field, operator, value }) =>
      operator.value === "none" ? { field, op: operator.op } : { field, op: operator.op, value },
    ) as FilterCondition[];
  return join === "all" ? { all: nodes } : { any: nodes };
}

export const filterIn = (state: FilterState): ContactFilter => ("kept" in state ? state.kept : filterOf(state));

/** A saved filter as rows, where it has no groups inside groups. */
export function stateOf(filter: ContactFilter, name: string): FilterState {
  const rules: Rule[] = [];
  for (const node of nodesOf(filter)) {
    if (isGroup(node)) return { kept: filter, name };
    rules.push(ruleOf(node.field, node.op, "value" in node ? node.value : undefined));
  }
  return { join: "all" in filter ? "all" : "any", rules };
}
