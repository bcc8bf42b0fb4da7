/** The contacts that an undo left as they are, and why. */
import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { LongTable } from "../../ui/long-table.tsx";
import { becauseWords, keptWords } from "../../words/imports.tsx";
import { ListBody } from "../calls/list-body.tsx";
import type { KeptContact } from "./import.ts";

export function KeptContacts({ importId }: { importId: string }) {
  const kept = usePages<KeptContact>(keys.import(importId, "kept"), (cursor, signal) =>
    call("listKeptContacts", { params: { id: importId }, query: { limit: 100, cursor } }, { signal }),
  );
  if (kept.items.length === 0 && !kept.isLoading && kept.problem === null)
    return <p className="imp-about">{keptWords.none}</p>;
  return (
    <>
      <Title order={2} mb="xs">
        {keptWords.title}
      </Title>
      <div className="panel">
        <ListBody list={kept} what={keptWords.what} noun={keptWords.noun} empty={null} loadingRows={3}>
          <LongTable
            label={keptWords.table}
            columns={[
              { key: "row", head: keptWords.row, className: "num", cell: ({ row }) => row },
              {
                key: "name",
                head: keptWords.contact,
                cell: ({ contact }) => (
                  <Link to="/contacts" search={{ open: contact.id }} className="t-link">
                    {nameOf(contact)}
                  </Link>
                ),
              },
              { key: "phone", head: keptWords.phone, className: "num", cell: ({ contact }) => contact.phone },
              { key: "why", head: keptWords.why, cell: ({ because }) => becauseWords[because] },
            ]}
            rows={kept.items}
            idOf={({ row }) => String(row)}
            total={kept.total}
            more={kept.more}
            rowHeight={44}
          />
        </ListBody>
      </div>
    </>
  );
}
