/** Every row with its verdict; what is wrong is mended here, or left out. */
import { Button, Radio, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { duplicatePolicies, type DuplicatePolicy, importedVerdicts, importVerdicts } from "#domain/contact/import.ts";
import { addressOf } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { ListFoot } from "../../ui/long-table.tsx";
import { Failure } from "../../ui/page.tsx";
import { LoadingRows } from "../calls/list-parts.tsx";
import { bodyOf, draftOf } from "./mapping.ts";
import { verdictLooks } from "./row-check.tsx";
import { countOf, type RowsShown, useImportRows } from "./rows.ts";
import { RowsTable } from "./rows-table.tsx";
import { Step, StepFoot } from "./steps.tsx";
import { useMapImport } from "./use-import.ts";
import { type ContactImport, policyWords, verdictWords } from "./words.ts";
import "./check-step.css";

const SEARCH_MILLISECONDS = 250;

export const going = (one: ContactImport): number =>
  importedVerdicts.reduce((sum, verdict) => sum + countOf(one, verdict), 0);

export function CheckStep({
  one,
  campaignId,
  onBack,
  onNext,
}: {
  one: ContactImport;
  campaignId: string | null;
  onBack: () => void;
  onNext: () => void;
}) {
  const [shown, setShown] = useState<RowsShown>("all");
  const ready = going(one);
  const about =
    ready === one.rows
      ? `All ${grouped(one.rows)} rows can be imported.`
      : `${grouped(ready)} of ${grouped(one.rows)} rows can be imported. Mend the rest here, or go on without them.`;
  return (
    <Step at={2} title="Check the rows" about={about}>
      <VerdictCards one={one} shown={shown} show={setShown} />
      <AlreadyStored one={one} campaignId={campaignId} />
      <Rows one={one} shown={shown} show={setShown} />
      <StepFoot
        onBack={onBack}
        back="Match columns"
        next={`Go on with ${grouped(ready)}`}
        onNext={onNext}
        why={ready === 0 ? "No row can be imported yet." : null}
      />
    </Step>
  );
}

type Showing = { one: ContactImport; shown: RowsShown; show: (shown: RowsShown) => void };

/** Ready first; the others only where there are any. */
function VerdictCards({ one, shown, show }: Showing) {
  return (
    <div className="imp-tiles" role="group" aria-label="Rows by what became of them">
      {importVerdicts
        .filter((verdict) => verdict === "ready" || countOf(one, verdict) > 0)
        .map((verdict) => (
          <button
            type="button"
            key={verdict}
            className="imp-tile"
            data-k={verdictLooks[verdict].kind}
            aria-pressed={shown === verdict}
            onClick={() => show(shown === verdict ? "all" : verdict)}
          >
            <b className="num">{grouped(countOf(one, verdict))}</b>
            <span>{verdictWords[verdict]}</span>
          </button>
        ))}
    </div>
  );
}

const tabs = [
  ["all", "All rows"],
  ["ready", "Ready"],
  ["left_out", "Left out"],
  ["warnings", "Warnings"],
] as const satisfies ReadonlyArray<[RowsShown, string]>;

function Rows({ one, shown, show }: Showing) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), SEARCH_MILLISECONDS);
  const rows = useImportRows(one.id, shown, search);
  const left = countOf(one, "left_out");
  return (
    <div className="panel">
      <div className="toolbar">
        <div className="ftabs" role="group" aria-label="Rows to show">
          {tabs.map(([value, label]) => (
            <button
              type="button"
              key={value}
              className="ftab"
              aria-pressed={shown === value}
              onClick={() => show(value)}
            >
              {label}
              <i>{grouped(countOf(one, value))}</i>
            </button>
          ))}
        </div>
        <span className="grow" />
        <TextInput
          type="search"
          aria-label="Search rows"
          placeholder="Search rows"
          className="search-in imp-search"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {left > 0 && (
          <Button
            component="a"
            href={addressOf("exportRejectedRows", { params: { id: one.id } })}
            download
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            Left-out rows ({grouped(left)})
          </Button>
        )}
      </div>
      {rows.problem !== null ? (
        <Failure what="The rows" problem={rows.problem} again={rows.again} />
      ) : rows.isLoading ? (
        <LoadingRows />
      ) : rows.items.length === 0 ? (
        <p className="waiting">{search === "" ? "No such rows." : `No row has “${search}”.`}</p>
      ) : (
        <RowsTable one={one} rows={rows.items} total={rows.total} more={rows.more} />
      )}
      <ListFoot shown={rows.items.length} total={rows.total} noun={rows.total === 1 ? "row" : "rows"} />
    </div>
  );
}

/** Asked only where some are stored. Another answer checks every row anew, with what was mended. */
function AlreadyStored({ one, campaignId }: { one: ContactImport; campaignId: string | null }) {
  const map = useMapImport(one.id);
  const draft = draftOf(one);
  const stored = countOf(one, "duplicate_in_contacts");
  if (stored === 0 && draft.onDuplicate === "skip") return null;
  const choose = (onDuplicate: string) =>
    map.mutate(bodyOf({ ...draft, onDuplicate: onDuplicate as DuplicatePolicy }, campaignId));
  return (
    <Radio.Group
      className="imp-stored"
      label={stored > 0 ? `${grouped(stored)} are already in your contacts` : "Contacts that are already stored"}
      value={draft.onDuplicate}
      onChange={choose}
    >
      <div className="imp-policies">
        {duplicatePolicies.map((policy) => (
          <Radio
            key={policy}
            value={policy}
            size="sm"
            disabled={map.isPending}
            label={policyWords[policy].label}
            description={policyWords[policy].about}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
