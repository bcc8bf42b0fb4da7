/** The imports, with what came of each. */
import { ActionIcon, Button, Menu, Progress } from "@mantine/core";
import { IconArrowBackUp, IconDots, IconDownload, IconUpload } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { importAllows, type ImportStatus } from "#domain/contact/import.ts";
import { useMay } from "../../app/session.ts";
import { ListBody } from "../../features/calls/list-body.tsx";
import { TableOrCards } from "../../features/calls/table-or-cards.tsx";
import { FileMark } from "../../features/imports/file-mark.tsx";
import { countOf } from "../../features/imports/rows.ts";
import { UndoDialog } from "../../features/imports/undo-dialog.tsx";
import { isWorking, useImport } from "../../features/imports/use-import.ts";
import type { ContactImport } from "../../features/imports/import.ts";
import { addressOf, call } from "../../lib/api.ts";
import { grouped, moment } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Empty } from "../../ui/page.tsx";
import { importList, rowCount, statusWords, sumWords, undoWords } from "../../words/imports.tsx";

export function Imports() {
  const imports = usePages<ContactImport>([...keys.imports, "list"], (cursor, signal) =>
    call("listImports", { query: { limit: 50, cursor } }, { signal }),
  );
  const [undoing, setUndoing] = useState<ContactImport | null>(null);
  return (
    <>
      <ListBody list={imports} what={importList.what} noun={importList.noun} empty={<NoImports />} loadingRows={5}>
        <TableOrCards
          label={importList.table}
          columns={columns(setUndoing)}
          rows={imports.items}
          idOf={({ id }) => id}
          total={imports.total}
          more={imports.more}
          rowHeight={61}
          card={(one) => <ImportCard one={one} undo={setUndoing} />}
        />
      </ListBody>
      <UndoDialog one={undoing} onClose={() => setUndoing(null)} />
    </>
  );
}

/** What is not known yet is no number. */
const sums = (one: ContactImport) => ({
  rows: grouped(one.rows),
  added: one.result ? grouped(one.result.added) : "–",
  changed: one.result ? grouped(one.result.changed) : "–",
  left: one.counts ? grouped(countOf(one, "left_out")) : "–",
});

const columns = (undo: (one: ContactImport) => void): Column<ContactImport>[] => [
  { key: "file", head: importList.file, cell: (one) => <FileName one={one} /> },
  { key: "state", head: importList.state, cell: (one) => <State one={one} /> },
  { key: "rows", head: sumWords.rows, className: "r num", cell: (one) => sums(one).rows },
  { key: "new", head: sumWords.added, className: "r num", cell: (one) => sums(one).added },
  { key: "updated", head: sumWords.changed, className: "r num", cell: (one) => sums(one).changed },
  { key: "left", head: sumWords.leftOut, className: "r num", cell: (one) => sums(one).left },
  {
    key: "when",
    head: importList.imported,
    cell: ({ createdAt, createdBy }) => (
      <>
        <Moment at={createdAt} className="num" />
        {createdBy !== null && <div className="t-sub">{createdBy}</div>}
      </>
    ),
  },
  {
    key: "act",
    head: <span className="vh">{importList.actions}</span>,
    className: "r",
    cell: (one) => <ImportMenu one={one} undo={undo} />,
  },
];

function FileName({ one }: { one: ContactImport }) {
  return (
    <div className="cts-name">
      <span className="cts-file" aria-hidden>
        <FileMark name={one.fileName} size={18} />
      </span>
      <div>
        <Link to="/contacts/import/$id" params={{ id: one.id }} className="t-link">
          {one.fileName}
        </Link>
        {one.error !== null && <div className={one.status === "failed" ? "t-sub cts-wrong" : "t-sub"}>{one.error}</div>}
      </div>
    </div>
  );
}

const colours: Record<ImportStatus, string> = {
  mapping: "pending",
  checking: "in_progress",
  preview: "pending",
  importing: "in_progress",
  done: "success",
  failed: "failed",
  undone: "canceled",
};

/** What is worked on is followed. */
function State({ one }: { one: ContactImport }) {
  return isWorking(one) ? <Moving id={one.id} /> : <StatePill status={one.status} />;
}

function StatePill({ status }: { status: ImportStatus }) {
  const colour = colours[status];
  return (
    <span className="pill" style={{ color: `var(--o-${colour}-fg)`, background: `var(--o-${colour}-bg)` }}>
      {statusWords[status]}
    </span>
  );
}

function Moving({ id }: { id: string }) {
  const { data: one } = useImport(id);
  if (!one) return null;
  if (!isWorking(one)) return <StatePill status={one.status} />;
  const { done, total } = one.progress ?? { done: 0, total: one.rows };
  const share = total === 0 ? 0 : Math.floor((done / total) * 100);
  return (
    <div className="cts-moving">
      <Progress.Root size={6}>
        <Progress.Section
          value={Math.max(1, share)}
          striped
          animated
          color="var(--o-in_progress)"
          aria-label={statusWords[one.status]}
        />
      </Progress.Root>
      <span className="t-sub num">{importList.moving(statusWords[one.status], share)}</span>
    </div>
  );
}

function ImportMenu({ one, undo }: { one: ContactImport; undo: (one: ContactImport) => void }) {
  const may = useMay();
  const navigate = useNavigate();
  const hasLeft = countOf(one, "left_out") > 0 && importAllows("see_verdicts", one.status);
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={importList.actionsFor(one.fileName)}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void navigate({ to: "/contacts/import/$id", params: { id: one.id } })}>
          {one.status === "undone" ? importList.seeKept : importList.open}
        </Menu.Item>
        {hasLeft && may("contacts:export") && (
          <Menu.Item
            component="a"
            href={addressOf("exportRejectedRows", { params: { id: one.id } })}
            download
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {sumWords.leftOutRows}
          </Menu.Item>
        )}
        {may("contacts:write") && importAllows("undo", one.status) && (
          <Menu.Item leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => undo(one)}>
            {undoWords.open}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function ImportCard({ one, undo }: { one: ContactImport; undo: (one: ContactImport) => void }) {
  return (
    <>
      <div className="card-top">
        <FileName one={one} />
        <ImportMenu one={one} undo={undo} />
      </div>
      <div className="card-meta">
        <State one={one} />
        <span className="num">{rowCount(one.rows)}</span>
        {one.result && <span className="num">{importList.added(one.result.added)}</span>}
        {one.result && <span className="num">{importList.changed(one.result.changed)}</span>}
        {one.counts && <span className="num">{importList.leftOut(countOf(one, "left_out"))}</span>}
      </div>
      <div className="t-sub">{importList.by(moment(one.createdAt), one.createdBy)}</div>
    </>
  );
}

function NoImports() {
  const may = useMay();
  return (
    <Empty
      icon={IconUpload}
      title={importList.none}
      text={importList.noneAbout}
      actions={
        may("contacts:write") && (
          <Button component={Link} to="/contacts/import/new" variant="default">
            {importList.importFile}
          </Button>
        )
      }
    />
  );
}
