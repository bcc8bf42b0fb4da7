/** The rows with what became of each; below a table's width as cards. */
import { grouped } from "../../lib/format.ts";
import { type Column, LongTable } from "../../ui/long-table.tsx";
import { CardList } from "../../ui/card-list.tsx";
import { useIsSmall } from "../../ui/small.ts";
import { checkWords } from "../../words/import-rows.tsx";
import { fieldWords } from "../../words/imports.tsx";
import { EditCell } from "./edit-cell.tsx";
import { RowCheck, verdictLooks } from "./row-check.tsx";
import { type ContactImport, importFieldName, type ImportRow } from "./import.ts";

/** Beyond these a row is too wide to be read; the others are imported as well. */
const COLUMNS_SHOWN = 7;
const CARD_COLUMNS = 3;

type FileColumn = { name: string; head: string; isPhone: boolean };

/** Those that are imported: numbers first, then in the file's order. */
function columnsShown({ columns, mapping }: ContactImport): FileColumn[] {
  const used = columns.flatMap(({ name }): FileColumn[] => {
    const meaning = mapping?.columns[name];
    if (!meaning) return [];
    const isPhone = meaning === "phone";
    return [{ name, head: isPhone ? name : importFieldName(meaning), isPhone }];
  });
  const phones = used.filter(({ isPhone }) => isPhone);
  if (phones.length === 1) phones[0]!.head = fieldWords.phone;
  return [...phones, ...used.filter(({ isPhone }) => !isPhone)];
}

/** A row without a number is at fault where its number should stand. */
const isWrong = (row: ImportRow, column: FileColumn, columns: FileColumn[]): boolean =>
  row.verdict !== "duplicate_in_file" &&
  row.verdict !== "do_not_call" &&
  row.verdict !== "duplicate_in_contacts" &&
  row.reason !== null &&
  (row.column ?? columns.find(({ isPhone }) => isPhone)?.name) === column.name;

export function RowsTable({
  one,
  rows,
  total,
  more,
}: {
  one: ContactImport;
  rows: readonly ImportRow[];
  total: number;
  more: (() => void) | null;
}) {
  const small = useIsSmall();
  const columns = columnsShown(one);
  if (small) {
    return (
      <CardList label={checkWords.table} rows={rows} idOf={({ row }) => String(row)} more={more}>
        {(row) => <RowCard one={one} row={row} columns={columns} />}
      </CardList>
    );
  }
  const cells = columns.slice(0, COLUMNS_SHOWN).map((column): Column<ImportRow> => ({
    key: `column ${column.name}`,
    head: column.head,
    cell: (row) => <Cell one={one} row={row} column={column} columns={columns} />,
  }));
  const edited = columns.slice(COLUMNS_SHOWN);
  return (
    <LongTable
      label={checkWords.table}
      className="imp-rows"
      columns={[
        { key: "row", head: checkWords.row, className: "r num imp-n", cell: ({ row }) => grouped(row) },
        ...cells,
        {
          key: "check",
          head: checkWords.check,
          cell: (row) => (
            <>
              <RowCheck row={row} />
              {edited
                .filter((column) => isWrong(row, column, columns))
                .map((column) => (
                  <Cell key={column.name} one={one} row={row} column={column} columns={columns} />
                ))}
            </>
          ),
        },
      ]}
      rows={rows}
      idOf={({ row }) => String(row)}
      total={total}
      more={more}
      rowHeight={56}
      rowClass={({ verdict }) => `imp-row-${verdictLooks[verdict].kind}`}
    />
  );
}

function Cell({
  one,
  row,
  column,
  columns,
}: {
  one: ContactImport;
  row: ImportRow;
  column: FileColumn;
  columns: FileColumn[];
}) {
  const value = row.values[column.name] ?? "";
  const wrong = isWrong(row, column, columns);
  const several = columns.filter(({ isPhone }) => isPhone).length > 1;
  const isRead = column.isPhone && row.phone !== null && (!several || isWrittenIn(value, row.phone));
  return (
    <EditCell
      importId={one.id}
      row={row.row}
      column={column.name}
      value={value}
      isWrong={wrong}
      shown={isRead ? <ReadNumber phone={row.phone!} value={value} /> : undefined}
    />
  );
}

/** Of several columns with numbers, the one that this number was read from ends as it does. */
const isWrittenIn = (value: string, phone: string): boolean =>
  value.replace(/\D/g, "").endsWith(phone.slice(-6)) || phone.endsWith(value.replace(/\D/g, "").slice(-6) || "none");

function ReadNumber({ phone, value }: { phone: string; value: string }) {
  return (
    <span className="num">
      {phone}
      {value !== phone && <span className="t-sub imp-was">{checkWords.was(value)}</span>}
    </span>
  );
}

function RowCard({ one, row, columns }: { one: ContactImport; row: ImportRow; columns: FileColumn[] }) {
  const wrong = columns.filter((column) => isWrong(row, column, columns));
  const shown = [...new Set([...columns.slice(0, CARD_COLUMNS), ...wrong])];
  return (
    <>
      <div className="card-top">
        <span className="imp-n num">{checkWords.rowNumber(row.row)}</span>
      </div>
      <RowCheck row={row} />
      {shown.map((column) => (
        <div className="imp-pair" key={column.name}>
          <span>{column.head}</span>
          <Cell one={one} row={row} column={column} columns={columns} />
        </div>
      ))}
    </>
  );
}
