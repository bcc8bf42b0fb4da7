/** The contacts that an undo left as they are, and why. */
import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Failure } from "../../ui/page.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { becauseWords, type KeptContact } from "./words.ts";

export function KeptContacts({ importId }: { importId: string }) {
  const kept = usePages<KeptContact>(keys.import(importId, "kept"), (cursor, signal) =>
    call(
      "listKeptContacts",
      { params: { id: importId }, query: { limit: "100", ...(cursor === undefined ? {} : { cursor }) } },
      { signal },
    ),
  );
  if (kept.problem !== null) return <Failure what="The kept contacts" problem={kept.problem} again={kept.again} />;
  if (kept.isLoading) return <LoadingRows rows={3} />;
  if (kept.total === 0) return <p className="imp-about">No contact had to stay.</p>;
  return (
    <>
      <Title order={2} mb="xs">
        These contacts stayed
      </Title>
      <div className="panel">
        <LongTable
          label="Contacts that stayed"
          columns={[
            { key: "row", head: "Row", className: "num", cell: ({ row }) => row },
            {
              key: "name",
              head: "Contact",
              cell: ({ contact }) => (
                <Link to="/contacts" search={{ open: contact.id }} className="t-link">
                  {nameOf(contact)}
                </Link>
              ),
            },
            { key: "phone", head: "Phone", className: "num", cell: ({ contact }) => contact.phone },
            { key: "why", head: "Why it stayed", cell: ({ because }) => becauseWords[because] },
          ]}
          rows={kept.items}
          idOf={({ row }) => String(row)}
          total={kept.total}
          more={kept.more}
          rowHeight={44}
        />
        <ListFoot shown={kept.items.length} total={kept.total} noun={kept.total === 1 ? "contact" : "contacts"} />
      </div>
    </>
  );
}
