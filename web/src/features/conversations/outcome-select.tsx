/** "Any outcome", or one of those a call can have. */
import { Select } from "@mantine/core";
import { type Outcome, outcomes } from "#domain/call/outcomes.ts";
import { contactStatusWords } from "../../words/en.ts";

const ANY = "any";

export const asOutcome = (value: string | undefined): Outcome | undefined =>
  outcomes.find((outcome) => outcome === value);

export function OutcomeSelect({
  value,
  choose,
}: {
  value: Outcome | undefined;
  choose: (outcome: Outcome | undefined) => void;
}) {
  return (
    <Select
      aria-label="Outcome"
      w={150}
      data={[
        { value: ANY, label: "Any outcome" },
        ...outcomes.map((outcome) => ({ value: outcome, label: contactStatusWords[outcome] })),
      ]}
      value={value ?? ANY}
      onChange={(chosen) => choose(asOutcome(chosen ?? undefined))}
    />
  );
}
