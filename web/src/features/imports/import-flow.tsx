/**
 * A file of contacts on its way into the database: upload, match columns, check rows, confirm, done. The import stands in
 * the page's address, so that a reload or a link comes back to the step it is at.
 */
import { Button } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Search } from "../../app/router.tsx";
import { useMay } from "../../app/session.ts";
import { ApiProblem } from "../../lib/api.ts";
import { Empty, Failure } from "../../ui/page.tsx";
import { importPage } from "../../words/imports.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { CheckStep } from "./check-step.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import { DoneStep, FailedStep, UndoneStep } from "./end-steps.tsx";
import { FileLine } from "./file-line.tsx";
import { MatchStep } from "./match-step.tsx";
import { UploadStep } from "./upload-step.tsx";
import { useImport } from "./use-import.ts";
import type { ContactImport } from "./import.ts";
import { Working } from "./working.tsx";
import "@mantine/dropzone/styles.layer.css";
import "./imports.css";

/** @param campaignId the campaign that the contacts are to join; its page has the way on */
export function ImportFlow({ campaignId }: { campaignId: string }) {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const show = (id: string | undefined) =>
    void navigate({ to: ".", search: (before: Search) => ({ ...before, import: id }), replace: true });
  return <ImportAt id={search.import} show={show} campaignId={campaignId} onDone={null} />;
}

/**
 * The same, where the import stands elsewhere in the address.
 *
 * @param show `undefined`: begins anew
 * @param campaignId null: the contacts only go into the database
 * @param onDone somebody has seen what came of it and looks at the contacts; null: the page has its own way on
 */
export function ImportAt({
  id,
  show,
  campaignId,
  onDone,
}: {
  id: string | undefined;
  show: (id: string | undefined) => void;
  campaignId: string | null;
  onDone: ((result: ContactImport) => void) | null;
}) {
  if (id === undefined) return <UploadStep onUploaded={show} />;
  return <OneImport key={id} id={id} show={show} campaignId={campaignId} onDone={onDone} />;
}

function OneImport({
  id,
  show,
  campaignId,
  onDone,
}: {
  id: string;
  show: (id: string | undefined) => void;
  campaignId: string | null;
  onDone: ((result: ContactImport) => void) | null;
}) {
  const { data: one, error, refetch } = useImport(id);
  /** While all rows have a verdict one may go to and fro. */
  const [at, setAt] = useState<"match" | "check" | "confirm">("check");
  const may = useMay();
  const again = () => show(undefined);
  if (!one) {
    if (error instanceof ApiProblem && error.status === 404) return <Gone again={again} />;
    if (error) return <Failure what={importPage.what} problem={error} again={() => void refetch()} />;
    return <LoadingRows rows={4} />;
  }
  if (!may("contacts:write") && (one.status === "mapping" || one.status === "preview")) return <NotYet one={one} />;
  const toMatch = <MatchStep one={one} campaignId={campaignId} onReplaced={show} onMapped={() => setAt("check")} />;
  switch (one.status) {
    case "mapping":
      return toMatch;
    case "checking":
    case "importing":
      return <Working one={one} />;
    case "preview":
      if (at === "match") return toMatch;
      if (at === "confirm") return <ConfirmStep one={one} campaignId={campaignId} onBack={() => setAt("check")} />;
      return (
        <CheckStep one={one} campaignId={campaignId} onBack={() => setAt("match")} onNext={() => setAt("confirm")} />
      );
    case "done":
      return <DoneStep one={one} onDone={onDone} />;
    case "failed":
      return <FailedStep one={one} onAgain={again} />;
    case "undone":
      return <UndoneStep one={one} onAgain={again} />;
  }
}

/** Whoever only reads waits for whoever imports. */
function NotYet({ one }: { one: ContactImport }) {
  return (
    <>
      <FileLine one={one} />
      <p className="imp-about">{importPage.notYet}</p>
    </>
  );
}

function Gone({ again }: { again: () => void }) {
  return (
    <Empty
      icon={IconFileOff}
      title={importPage.gone}
      text={importPage.goneAbout}
      actions={<Button onClick={again}>{importPage.again}</Button>}
    />
  );
}
