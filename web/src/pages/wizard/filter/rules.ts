/** Conditions as rows of a form, half-filled ones too, and as the filter they make. */
import {
  type ConditionDraft,
  conditionOf,
  draftFrom,
  draftOf,
  isComplete,
} from "../../../features/filters/condition-draft.ts";
import { type ContactFilter, isGroup, nodesOf } from "../../../features/filters/conditions.ts";

export interface Rule extends ConditionDraft {
  key: number;
}

export interface Rules {
  join: "all" | "any";
  rules: Rule[];
}

/** What is set: conditions, or a saved filter that is more than a list of them. */
export type FilterState = Rules | { kept: ContactFilter; name: string };

let lastKey = 0;

function ruleOf(draft: ConditionDraft): Rule {
  lastKey += 1;
  return { ...draft, key: lastKey };
}

export const newRule = (): Rule => ruleOf(draftOf("tag"));

export const noRules = (): Rules => ({ join: "all", rules: [newRule()] });

/** Of the rows that are filled in. */
function filterOf({ join, rules }: Rules): ContactFilter {
  const nodes = rules.filter(isComplete).map(conditionOf);
  return join === "all" ? { all: nodes } : { any: nodes };
}

export const filterIn = (state: FilterState): ContactFilter => ("kept" in state ? state.kept : filterOf(state));

/** A saved filter as rows, where it has no groups inside groups. */
export function stateOf(filter: ContactFilter, name: string): FilterState {
  const rules: Rule[] = [];
  for (const node of nodesOf(filter)) {
    if (isGroup(node)) return { kept: filter, name };
    rules.push(ruleOf(draftFrom(node)));
  }
  return { join: "all" in filter ? "all" : "any", rules };
}
