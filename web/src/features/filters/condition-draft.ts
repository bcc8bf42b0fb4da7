/** A condition while it is put together, half-filled too. */
import { type FilterCondition, type Operator, operatorsOf, type ValueKind } from "./conditions.ts";

export interface ConditionDraft {
  field: string;
  operator: Operator;
  value: unknown;
}

/** With the field's first comparison, or the one that is asked for where the field has it. */
export function draftOf(field: string, op?: string, value?: unknown): ConditionDraft {
  const operators = operatorsOf(field);
  const operator = operators.find((one) => one.op === op) ?? operators[0]!;
  return { field, operator, value: value ?? startOf(operator.value) };
}

/** Of another field or comparison; the value stays where it is entered in the same way. */
export function withChoice(draft: ConditionDraft, choice: { field?: string; op?: string }): ConditionDraft {
  const next = draftOf(choice.field ?? draft.field, choice.op ?? draft.operator.op);
  const same = next.operator.value === draft.operator.value;
  return same ? { ...next, value: draft.value } : next;
}

/** What a value is before anything is entered. */
function startOf(kind: ValueKind): unknown {
  if (kind === "texts" || kind === "tags") return [];
  if (kind === "range") return ["", ""];
  return kind === "yes_no" ? true : "";
}

/** Whether nothing is missing. */
export function isComplete({ field, operator: { value: kind }, value }: ConditionDraft): boolean {
  if (field === "attribute:") return false;
  if (kind === "none" || kind === "yes_no") return true;
  if (kind === "range") return Array.isArray(value) && value.every((one) => typeof one === "number");
  if (Array.isArray(value)) return value.length > 0;
  return kind === "number" ? typeof value === "number" : typeof value === "string" && value !== "";
}

/** Field, comparison and value come from one row of the table. */
export const conditionOf = ({ field, operator, value }: ConditionDraft): FilterCondition =>
  ({ field, op: operator.op, ...(operator.value === "none" ? {} : { value }) }) as FilterCondition;

export const draftFrom = (condition: FilterCondition): ConditionDraft =>
  draftOf(condition.field, condition.op, "value" in condition ? condition.value : undefined);
