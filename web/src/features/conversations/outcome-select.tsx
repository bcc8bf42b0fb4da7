/** "Any outcome", or one of those a call can have. */
import { Select } from "@mantine/core";
import { type Outcome, outcomes } from "#domain/call/outcomes.ts";
import { conversationList as words } from "../../words/conversations.tsx";
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
      aria-label={words.outcome}
      w={150}
      data={[
        { value: ANY, label: words.anyOutcome },
        ...outcomes.map((outcome) => ({ value: outcome, label: contactStatusWords[outcome] })),
      ]}
      value={value ?? ANY}
      onChange={(chosen) => choose(asOutcome(chosen ?? undefined))}
    />
  );
}
