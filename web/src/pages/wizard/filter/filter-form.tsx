/** Conditions put together, kept under a name, and taken up again. */
import { Button, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../../app/session.ts";
import { SaveFilter, useSavedFilters } from "../../../features/filters/saved-filters.tsx";
import { filterWords, sourceWords } from "../../../words/wizard-contacts.tsx";
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
    <section className="wiz-rules" aria-label={sourceWords.filter.name}>
      <SavedChoice change={change} />
      {"kept" in state ? (
        <div className="wiz-rules-head">
          <span>{filterWords.saved(state.name)}</span>
          <Button size="xs" variant="default" onClick={() => change(noRules())}>
            {filterWords.instead}
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
            {filterWords.addCondition}
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
      label={filterWords.startFrom}
      placeholder={filterWords.choose}
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
        {filterWords.match(
          <Select
            aria-label={filterWords.join}
            size="xs"
            w={78}
            data={[
              { value: "all", label: filterWords.joins.all },
              { value: "any", label: filterWords.joins.any },
            ]}
            value={rules.join}
            onChange={(join) => change({ ...rules, join: join === "any" ? "any" : "all" })}
          />,
        )}
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
