/** What each column is, and which country local numbers belong to. Nothing is stored yet. */
import { Select } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { matchWords } from "../../words/import-file.tsx";
import { countryChoices } from "./countries.ts";
import { FileLine } from "./file-line.tsx";
import { bodyOf, clashes, columnsMeaning, type Draft, draftOf, hasLocalNumbers } from "./mapping.ts";
import { MatchTable } from "./match-table.tsx";
import { Step, StepFoot } from "./steps.tsx";
import { useMapImport } from "./use-import.ts";
import type { ContactImport } from "./import.ts";
import "./match-step.css";

const NO_COUNTRY = "none";

export function MatchStep({
  one,
  campaignId,
  onReplaced,
  onMapped,
}: {
  one: ContactImport;
  campaignId: string | null;
  onReplaced: (importId: string) => void;
  onMapped: () => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(one));
  const map = useMapImport(one.id);
  const wrong = useMemo(() => clashes(draft.columns), [draft.columns]);
  const matched = one.columns.filter(({ suggested }) => suggested !== null).length;
  const lacksCountry = draft.country === null && hasLocalNumbers(one, draft.columns);
  const why =
    columnsMeaning(one, draft.columns, "phone").length === 0
      ? matchWords.noPhone
      : Object.keys(wrong).length > 0
        ? matchWords.twice
        : null;
  return (
    <Step at={1} title={matchWords.title} about={matchWords.about(matched, one.columns.length)}>
      <FileLine
        one={one}
        onReplaced={onReplaced}
        aside={<Country value={draft.country} change={(country) => setDraft({ ...draft, country })} />}
      />
      {one.countryReason !== null && (
        <p className="imp-country-why" data-open={lacksCountry || undefined}>
          {lacksCountry && <IconAlertTriangle size={15} aria-hidden />}
          {one.countryReason}
        </p>
      )}
      <MatchTable one={one} draft={draft} wrong={wrong} change={(part) => setDraft({ ...draft, ...part })} />
      <Variables columns={draft.columns} />
      <StepFoot
        next={matchWords.next(one.rows)}
        isBusy={map.isPending}
        why={why}
        onNext={() => map.mutate(bodyOf(draft, campaignId), { onSuccess: onMapped })}
      />
    </Step>
  );
}

function Country({ value, change }: { value: string | null; change: (country: string | null) => void }) {
  return (
    <Select
      aria-label={matchWords.country}
      className="imp-country"
      size="xs"
      searchable
      data={[{ value: NO_COUNTRY, label: matchWords.noCountry }, ...countryChoices()]}
      value={value ?? NO_COUNTRY}
      onChange={(code) => change(code === NO_COUNTRY ? null : code)}
      leftSection={<span className="imp-pre">{matchWords.countryBefore}</span>}
      leftSectionWidth={106}
      leftSectionPointerEvents="none"
    />
  );
}

function Variables({ columns }: { columns: Draft["columns"] }) {
  const names = Object.values(columns).flatMap((meaning) =>
    meaning?.startsWith("attribute:") ? [meaning.slice("attribute:".length)] : [],
  );
  if (names.length === 0) return null;
  return (
    <p className="imp-note">
      <IconInfoCircle size={15} aria-hidden />
      <span>{matchWords.variables(names)}</span>
    </p>
  );
}
