/** Every row with its verdict; what is wrong is mended here, or left out. */
import { Button, Radio, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { duplicatePolicies, type DuplicatePolicy, importedVerdicts, importVerdicts } from "#domain/contact/import.ts";
import { useMay } from "../../app/session.ts";
import { addressOf } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { checkWords } from "../../words/import-rows.tsx";
import { policyWords, sumWords, verdictWords } from "../../words/imports.tsx";
import { ListBody } from "../calls/list-body.tsx";
import { bodyOf, draftOf } from "./mapping.ts";
import { verdictLooks } from "./row-check.tsx";
import { countOf, type RowsShown, useImportRows } from "./rows.ts";
import { RowsTable } from "./rows-table.tsx";
import { Step, StepFoot } from "./steps.tsx";
import { useMapImport } from "./use-import.ts";
import type { ContactImport } from "./import.ts";
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
  return (
    <Step at={2} title={checkWords.title} about={checkWords.about(ready, one.rows)}>
      <VerdictCards one={one} shown={shown} show={setShown} />
      <AlreadyStored one={one} campaignId={campaignId} />
      <Rows one={one} shown={shown} show={setShown} />
      <StepFoot
        onBack={onBack}
        back={checkWords.back}
        next={checkWords.next(ready)}
        onNext={onNext}
        why={ready === 0 ? checkWords.noneReady : null}
      />
    </Step>
  );
}

type Showing = { one: ContactImport; shown: RowsShown; show: (shown: RowsShown) => void };

/** Ready first; the others only where there are any. */
function VerdictCards({ one, shown, show }: Showing) {
  return (
    <div className="imp-tiles" role="group" aria-label={checkWords.tiles}>
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

const tabs = ["all", "ready", "left_out", "warnings"] as const satisfies readonly RowsShown[];

function Rows({ one, shown, show }: Showing) {
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), SEARCH_MILLISECONDS);
  const rows = useImportRows(one.id, shown, search);
  const left = countOf(one, "left_out");
  const clear = () => {
    setTyped("");
    show("all");
  };
  return (
    <div className="panel">
      <div className="toolbar">
        <div className="ftabs" role="group" aria-label={checkWords.shown}>
          {tabs.map((value) => (
            <button
              type="button"
              key={value}
              className="ftab"
              aria-pressed={shown === value}
              onClick={() => show(value)}
            >
              {checkWords.tabs[value]}
              <i>{grouped(countOf(one, value))}</i>
            </button>
          ))}
        </div>
        <span className="grow" />
        <TextInput
          type="search"
          aria-label={checkWords.search}
          placeholder={checkWords.search}
          className="search-in imp-search"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {left > 0 && may("contacts:export") && (
          <Button
            component="a"
            href={addressOf("exportRejectedRows", { params: { id: one.id } })}
            download
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {sumWords.leftOutCount(left)}
          </Button>
        )}
      </div>
      <ListBody
        list={rows}
        what={checkWords.what}
        noun={checkWords.noun}
        empty={<NoRows search={search} clear={clear} />}
      >
        <RowsTable one={one} rows={rows.items} total={rows.total} more={rows.more} />
      </ListBody>
    </div>
  );
}

function NoRows({ search, clear }: { search: string; clear: () => void }) {
  return (
    <div className="waiting">
      <p>{search === "" ? checkWords.none : checkWords.noMatch(search)}</p>
      <Button variant="default" size="xs" mt="sm" onClick={clear}>
        {checkWords.clear}
      </Button>
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
    <Radio.Group className="imp-stored" label={checkWords.stored(stored)} value={draft.onDuplicate} onChange={choose}>
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
