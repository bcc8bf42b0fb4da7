/** One condition: field, comparison, value. */
import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { conditionForm } from "../../words/filters.ts";
import { ComparisonChoice, FieldChoice } from "./condition-choices.tsx";
import { conditionOf, draftFrom, draftOf, isComplete } from "./condition-draft.ts";
import { ConditionValue } from "./condition-value.tsx";
import type { FilterCondition } from "./conditions.ts";

export function ConditionForm({
  condition,
  onApply,
}: {
  /** Absent: a new one. */
  condition?: FilterCondition;
  onApply: (condition: FilterCondition) => void;
}) {
  const [draft, setDraft] = useState(() => (condition ? draftFrom(condition) : draftOf("tag")));
  const isReady = isComplete(draft);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (isReady) onApply(conditionOf(draft));
      }}
    >
      <Stack gap="xs">
        <FieldChoice draft={draft} change={setDraft} />
        <ComparisonChoice draft={draft} change={setDraft} />
        <ConditionValue
          kind={draft.operator.value}
          value={draft.value}
          change={(value) => setDraft({ ...draft, value })}
        />
        <Button type="submit" disabled={!isReady}>
          {condition ? conditionForm.change : conditionForm.add}
        </Button>
      </Stack>
    </form>
  );
}
