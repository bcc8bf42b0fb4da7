/** The value of a condition, entered as its kind asks. */
import { Autocomplete, Group, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { outcomes } from "#domain/call/outcomes.ts";
import { enterAfterEach } from "../../words/contact-fields.ts";
import { contactStatusWords } from "../../words/en.ts";
import { conditionForm, filterSentenceWords } from "../../words/filters.ts";
import type { ValueKind } from "./conditions.ts";
import { useKnownWords, useNamedChoices } from "./known.ts";

const inside = { comboboxProps: { withinPortal: false }, "aria-label": conditionForm.value };

export function ConditionValue({
  kind,
  value,
  change,
}: {
  kind: ValueKind;
  value: unknown;
  change: (value: unknown) => void;
}) {
  const { tags } = useKnownWords();
  const named = useNamedChoices();
  const text = typeof value === "string" ? value : "";
  const several = Array.isArray(value) ? value.map(String) : [];
  switch (kind) {
    case "none":
      return null;
    case "text":
      return (
        <TextInput
          aria-label={conditionForm.value}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case "texts":
      return <TagsInput {...inside} placeholder={enterAfterEach} value={several} onChange={change} />;
    case "tag":
      return <Autocomplete {...inside} data={tags} value={text} onChange={change} />;
    case "tags":
      return <TagsInput {...inside} placeholder={enterAfterEach} data={tags} value={several} onChange={change} />;
    case "number":
      return (
        <NumberInput
          aria-label={conditionForm.value}
          value={typeof value === "number" ? value : ""}
          onChange={change}
        />
      );
    case "range":
      return <Range value={Array.isArray(value) ? value : ["", ""]} change={change} />;
    case "date":
      return (
        <TextInput
          type="date"
          aria-label={conditionForm.date}
          value={text.slice(0, 10)}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case "import":
    case "campaign":
      return <Select {...inside} searchable data={named[kind]} value={text || null} onChange={change} />;
    case "outcome":
      return (
        <Select
          {...inside}
          data={outcomes.map((one) => ({ value: one, label: contactStatusWords[one] }))}
          value={text || null}
          onChange={change}
        />
      );
    case "yes_no":
      return (
        <Select
          {...inside}
          data={[
            { value: "yes", label: filterSentenceWords.yes },
            { value: "no", label: filterSentenceWords.no },
          ]}
          value={value === false ? "no" : "yes"}
          onChange={(next) => change(next === "yes")}
        />
      );
  }
}

function Range({ value, change }: { value: unknown[]; change: (value: unknown) => void }) {
  const [low, high] = value;
  return (
    <Group gap="xs" grow>
      <NumberInput
        aria-label={conditionForm.from}
        placeholder={conditionForm.from}
        value={typeof low === "number" ? low : ""}
        onChange={(next) => change([next, high])}
      />
      <NumberInput
        aria-label={conditionForm.to}
        placeholder={conditionForm.to}
        value={typeof high === "number" ? high : ""}
        onChange={(next) => change([low, next])}
      />
    </Group>
  );
}
