/** A filter as chips: each is changed by a click, taken away by its cross, and another is added at the end. */
import { Button, Popover, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { chipWords, conditionForm } from "../../words/filters.ts";
import { ConditionForm } from "./condition-form.tsx";
import {
  type ContactFilter,
  describe,
  type FilterCondition,
  type FilterNode,
  filterSentence,
  isGroup,
  nodesOf,
  tidied,
  withNodes,
} from "./conditions.ts";
import { useNamedChoices } from "./known.ts";
import "./filters.css";

export function FilterChips({
  filter,
  onChange,
}: {
  filter: ContactFilter;
  onChange: (filter: ContactFilter) => void;
}) {
  const nodes = nodesOf(filter);
  const become = (next: FilterNode[]) => onChange(tidied(withNodes(filter, next)));
  return (
    <>
      {nodes.length > 1 && (
        <Select
          aria-label={chipWords.join}
          className="filt-all"
          size="xs"
          data={[
            { value: "all", label: chipWords.all },
            { value: "any", label: chipWords.any },
          ]}
          value={"all" in filter ? "all" : "any"}
          onChange={(next) => onChange(next === "any" ? { any: nodes } : { all: nodes })}
        />
      )}
      {nodes.map((node, index) => (
        <Chip
          key={JSON.stringify(node)}
          node={node}
          change={(next) => become(nodes.with(index, next))}
          remove={() => become(nodes.toSpliced(index, 1))}
        />
      ))}
      <AddCondition add={(condition) => become([...nodes, condition])} />
    </>
  );
}

function Chip({
  node,
  change,
  remove,
}: {
  node: FilterNode;
  change: (condition: FilterCondition) => void;
  remove: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const { nameOf } = useNamedChoices();
  const [asked, value] = isGroup(node) ? ["", `(${filterSentence(node, nameOf)})`] : describe(node, nameOf);
  const words = (
    <>
      {asked} {value !== "" && <b>{value}</b>}
    </>
  );
  return (
    <span className="filt">
      {isGroup(node) ? (
        <span className="filt-words">{words}</span>
      ) : (
        <Popover opened={isOpen} onChange={setOpen} width={280} position="bottom-start" shadow="md" trapFocus>
          <Popover.Target>
            <button type="button" className="filt-words" onClick={() => setOpen(!isOpen)}>
              {words}
            </button>
          </Popover.Target>
          <Popover.Dropdown aria-label={conditionForm.change}>
            <ConditionForm
              condition={node}
              onApply={(condition) => {
                setOpen(false);
                change(condition);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
      <button
        type="button"
        className="filt-x"
        aria-label={chipWords.remove([asked, value].filter(Boolean).join(" "))}
        onClick={remove}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}

function AddCondition({ add }: { add: (condition: FilterCondition) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={280} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {chipWords.add}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={chipWords.addTitle}>
        <ConditionForm
          onApply={(condition) => {
            setOpen(false);
            add(condition);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
