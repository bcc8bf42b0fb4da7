/** Conditions put together, kept under a name, and taken up again. */
import { Button, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../../app/session.ts";
import { SaveFilter, useSavedFilters } from "../../../features/filters/saved-filters.tsx";
import { RuleRow } from "./rule-row.tsx";
import { filterIn, type FilterState, newRule, noRules, type Rule, type Rules, stateOf } from "./rules.ts";

interface FilterFormProps {
  state: FilterState;
  change: (state: FilterState) => void;
  /** Whether something is filled in. */
  isSet: boolean;
}

export function FilterForm({ state, change, isSet }: FilterFormProps) {
  const may = useMay();
  return (
    <section className="wiz-rules" aria-label="Filtered Selection">
      <SavedChoice change={change} />
      {"kept" in state ? (
        <div className="wiz-rules-head">
          <span>
            People who match the saved filter <b>{state.name}</b>, which has groups of conditions.
          </span>
          <Button size="xs" variant="default" onClick={() => change(noRules())}>
            Set conditions instead
          </Button>
        </div>
      ) : (
        <Conditions rules={state} change={change} />
      )}
      <div className="wiz-rules-head">
        {!("kept" in state) && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => change({ ...state, rules: [...state.rules, newRule()] })}
          >
            Add condition
          </Button>
        )}
        {isSet && may("contacts:write") && <SaveFilter filter={filterIn(state)} />}
      </div>
    </section>
  );
}

function SavedChoice({ change }: Pick<FilterFormProps, "change">) {
  const saved = useSavedFilters().items;
  const [chosen, setChosen] = useState<string | null>(null);
  if (saved.length === 0) return null;
  return (
    <Select
      label="Start from a saved filter"
      placeholder="Choose"
      size="xs"
      w={260}
      searchable
      data={saved.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(id) => {
        const found = saved.find((one) => one.id === id);
        if (!found) return;
        setChosen(found.id);
        change(stateOf(found.filter, found.name));
      }}
    />
  );
}

function Conditions({ rules, change }: { rules: Rules; change: (rules: Rules) => void }) {
  const replace = (rule: Rule) =>
    change({ ...rules, rules: rules.rules.map((one) => (one.key === rule.key ? rule : one)) });
  return (
    <>
      <div className="wiz-rules-head">
        People who match
        <Select
          aria-label="All or any"
          size="xs"
          w={78}
          data={["all", "any"]}
          value={rules.join}
          onChange={(join) => change({ ...rules, join: join === "any" ? "any" : "all" })}
        />
        of these
      </div>
      {rules.rules.map((rule) => (
        <RuleRow
          key={rule.key}
          rule={rule}
          change={replace}
          remove={() => change({ ...rules, rules: rules.rules.filter((one) => one !== rule) })}
        />
      ))}
    </>
  );
}
