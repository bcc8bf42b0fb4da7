/** Who is in the campaign, to look over and to take out again. */
import { ActionIcon, Button, Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { type Answer, call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Failure } from "../../ui/page.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { type ContactChoice, contactsChanged } from "./choice.ts";
import { memberWords } from "../../words/wizard-contacts.tsx";
import { personColumns } from "./person-columns.tsx";

type Member = Answer<"listCampaignContacts">["items"][number];

export function InCampaign({ campaign }: { campaign: Campaign }) {
  const { id, counts } = campaign;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const list = usePages<Member>(keys.campaignPart(id, "members", { search }), (cursor, signal) =>
    call("listCampaignContacts", { params: { id }, query: { search, limit: 100, cursor } }, { signal }),
  );
  const removing = useMutation({
    mutationFn: (body: ContactChoice) => call("removeCampaignContacts", { params: { id }, body }),
    onSuccess: ({ removed }) => {
      // The button that was pressed is gone with its row, and with the last row the list.
      (removed < counts.total ? heading.current : document.getElementById("main"))?.focus();
      contactsChanged(id);
    },
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = (member: Member) => removing.mutate({ contactIds: [member.contact.id] });
  if (counts.total === 0) return null;
  const isEmpty = list.items.length === 0 && !list.isLoading;
  return (
    <section className="panel wiz-members" aria-labelledby="members">
      <div className="toolbar">
        <h2 id="members" ref={heading} tabIndex={-1}>
          {memberWords.title(counts.total)}
        </h2>
        <span className="grow" />
        <TextInput
          className="search-in"
          type="search"
          w={220}
          aria-label={memberWords.search}
          placeholder={memberWords.searchHint}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <RemoveAll count={counts.pending + counts.skipped} remove={() => removing.mutate({ filter: { all: [] } })} />
      </div>
      {removing.isError && <p className="form-error wiz-pad">{removing.error.message}</p>}
      {list.problem ? (
        <Failure what={memberWords.what} problem={list.problem} again={list.again} />
      ) : isEmpty ? (
        <p className="wiz-pad dim">{memberWords.noMatch(search)}</p>
      ) : (
        <LongTable
          label={memberWords.table}
          columns={columns(remove)}
          rows={list.items}
          idOf={(member) => member.id}
          total={list.total}
          more={list.more}
          rowHeight={49}
        />
      )}
      <ListFoot shown={list.items.length} total={list.total} noun={memberWords.foot(list.total)} />
    </section>
  );
}

function columns(remove: (member: Member) => void): Column<Member>[] {
  return [
    ...personColumns<Member>(({ contact }) => contact),
    { key: "status", head: memberWords.status, cell: ({ status }) => <ContactStatusBadge value={status} /> },
    {
      key: "remove",
      head: <span className="vh">{memberWords.remove}</span>,
      className: "r",
      // Whoever was called stays: it happened.
      cell: (member) =>
        member.attempts === 0 && (
          <ActionIcon
            size={28}
            aria-label={memberWords.removeOne(nameOf(member.contact))}
            onClick={() => remove(member)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        ),
    },
  ];
}

function RemoveAll({ count, remove }: { count: number; remove: () => void }) {
  const [isAsking, setAsking] = useState(false);
  if (count === 0) return null;
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" onClick={() => setAsking(true)}>
        {memberWords.removeAll}
      </Button>
      {isAsking && (
        <Modal opened onClose={() => setAsking(false)} title={memberWords.removeTitle} size={440}>
          <p>{memberWords.removeAbout(count)}</p>
          <div className="wiz-buttons">
            <span className="grow" />
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {memberWords.keep}
            </Button>
            <Button
              color="red"
              onClick={() => {
                setAsking(false);
                remove();
              }}
            >
              {memberWords.removeCount(count)}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
