/** One contact: what is known, what happened, and what can be done. Opened by `?open=ID`. */
import { Button, Drawer, Group, Tabs } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { exactly, moment, nameOf } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { Failure, KeyValue } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { LoadingRows } from "../calls/list-parts.tsx";
import { Dialog, DoNotCallDialog, WhatIsErased } from "./bulk-dialogs.tsx";
import { ContactCalls } from "./contact-calls.tsx";
import { DoNotCallMark, Tags } from "./contact-cells.tsx";
import { ContactFormDrawer } from "./contact-drawer-form.tsx";
import { ContactHistory } from "./history.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { askForContactsAnew, type Choice, type Contact } from "./use-contacts.ts";

export function ContactDrawer({ id, onClose, choice }: { id: string | null; onClose: () => void; choice: Choice }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.contact(id ?? ""),
    queryFn: () => call("getContact", { params: { id: id ?? "" } }),
    enabled: id !== null,
  });
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      size={560}
      title={data && data.id === id ? <Who contact={data} /> : "Contact"}
      closeButtonProps={{ "aria-label": "Close contact" }}
    >
      {error && !data ? (
        <Failure what="The contact" problem={error} again={() => void refetch()} />
      ) : data ? (
        <Inside key={data.id} contact={data} choice={choice} onGone={onClose} />
      ) : (
        id !== null && <LoadingRows rows={5} />
      )}
    </Drawer>
  );
}

function Who({ contact }: { contact: Contact }) {
  return (
    <span className="cts-name">
      <PersonMark name={nameOf(contact) === contact.phone ? "" : nameOf(contact)} size={36} />
      <span>
        <b>{nameOf(contact)}</b>
        <span className="t-sub num cts-block">{contact.phone}</span>
      </span>
    </span>
  );
}

type Open = "edit" | "merge" | "do_not_call" | "delete" | null;

function Inside({ contact, choice, onGone }: { contact: Contact; choice: Choice; onGone: () => void }) {
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const act = (label: string, what: Open) => (
    <Button variant="default" size="xs" onClick={() => setOpen(what)}>
      {label}
    </Button>
  );
  return (
    <>
      {contact.doNotCall && <DoNotCallMark />}
      <Group gap="xs" my="sm">
        {may("contacts:write") && act("Edit", "edit")}
        {may("contacts:write") && act("Merge", "merge")}
        {may("do_not_call:write") && !contact.doNotCall && act("Do not call", "do_not_call")}
        {may("contacts:write") && act("Delete", "delete")}
      </Group>
      <Facts contact={contact} />
      <Tabs defaultValue="history" mt="md">
        <Tabs.List aria-label="What happened">
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="calls">Calls</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="history">
          <ContactHistory id={contact.id} />
        </Tabs.Panel>
        <Tabs.Panel value="calls">
          <ContactCalls id={contact.id} />
        </Tabs.Panel>
      </Tabs>
      {open === "edit" && <ContactFormDrawer contact={contact} onClose={close} onSaved={close} />}
      {open === "merge" && <MergeDialog contact={contact} onClose={close} />}
      {open === "do_not_call" && (
        <DoNotCallDialog
          selection={{ isAll: false, ids: new Set([contact.id]) }}
          choice={choice}
          count={1}
          onClose={close}
          onDone={close}
        />
      )}
      {open === "delete" && <DeleteOne contact={contact} onClose={close} onGone={onGone} />}
    </>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const facts: [string, string | null][] = [
    ["E-mail", contact.email],
    ["Company", contact.company],
    ["Language", contact.language],
    ["Time zone", contact.timezone ?? "Told from the number"],
    ["External ID", contact.externalId],
    ...Object.entries(contact.attributes),
  ];
  return (
    <dl>
      {facts
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <KeyValue key={name} name={name}>
            {value}
          </KeyValue>
        ))}
      {contact.tags.length > 0 && (
        <KeyValue name="Tags">
          <Tags tags={contact.tags} />
        </KeyValue>
      )}
      <KeyValue name="Added">
        <time dateTime={contact.createdAt} title={exactly(contact.createdAt)}>
          {moment(contact.createdAt)}
        </time>
      </KeyValue>
    </dl>
  );
}

function DeleteOne({ contact, onClose, onGone }: { contact: Contact; onClose: () => void; onGone: () => void }) {
  const remove = useMutation({
    mutationFn: () => call("deleteContact", { params: { id: contact.id } }),
    onSuccess: () => {
      tell({ text: `${nameOf(contact)} is deleted.` });
      onGone();
      askForContactsAnew();
    },
  });
  return (
    <Dialog
      title={`Delete ${nameOf(contact)}?`}
      verb="Delete the contact"
      isRed
      isBusy={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onAct={() => remove.mutate()}
    >
      <WhatIsErased />
    </Dialog>
  );
}
