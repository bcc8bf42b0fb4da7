/** One contact: what is known, what happened, and what can be done. Opened by `?open=ID`. */
import { Button, Drawer, Group, Tabs } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { PersonMark } from "../../ui/marks.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Failure, KeyValue } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { drawerWords } from "../../words/contact-drawer.tsx";
import { contactFactWords, contactFieldWords } from "../../words/contact-fields.ts";
import { deleteDialog } from "../../words/contacts.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { DoNotCallDialog, WhatIsErased } from "./bulk-dialogs.tsx";
import { ContactCalls } from "./contact-calls.tsx";
import { DoNotCallMark, Tags } from "./contact-cells.tsx";
import { ContactFormDrawer } from "./contact-drawer-form.tsx";
import { ContactHistory } from "./history.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import type { Choice, Contact } from "./use-contacts.ts";

export function ContactDrawer({ id, onClose, choice }: { id: string | null; onClose: () => void; choice: Choice }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.contact(id ?? ""),
    queryFn: () => call("getContact", { params: { id: id ?? "" } }),
    enabled: id !== null,
  });
  const [acting, setActing] = useState<Acting>(null);
  return (
    <>
      <Drawer
        // It gives way to what is done to the contact, and comes back after it.
        opened={id !== null && acting === null}
        onClose={onClose}
        size={560}
        title={data && data.id === id ? <Who contact={data} /> : drawerWords.title}
        closeButtonProps={{ "aria-label": drawerWords.close }}
      >
        {error && !data ? (
          <Failure what={drawerWords.what} problem={error} again={() => void refetch()} />
        ) : data ? (
          <Inside key={data.id} contact={data} act={setActing} />
        ) : (
          id !== null && <LoadingRows rows={5} />
        )}
      </Drawer>
      {data && acting !== null && (
        <Acts contact={data} choice={choice} acting={acting} close={() => setActing(null)} onGone={onClose} />
      )}
    </>
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

type Acting = "edit" | "merge" | "do_not_call" | "delete" | null;

function Inside({ contact, act }: { contact: Contact; act: (acting: Acting) => void }) {
  const may = useMay();
  const button = (label: string, what: Acting) => (
    <Button variant="default" size="xs" onClick={() => act(what)}>
      {label}
    </Button>
  );
  return (
    <>
      {contact.doNotCall && <DoNotCallMark />}
      <Group gap="xs" my="sm">
        {may("contacts:write") && button(drawerWords.edit, "edit")}
        {may("contacts:write") && button(drawerWords.merge, "merge")}
        {may("do_not_call:write") && !contact.doNotCall && button(drawerWords.doNotCall, "do_not_call")}
        {may("contacts:write") && button(drawerWords.delete, "delete")}
      </Group>
      <Facts contact={contact} />
      <Tabs defaultValue="history" mt="md">
        <Tabs.List aria-label={drawerWords.happened}>
          <Tabs.Tab value="history">{drawerWords.history}</Tabs.Tab>
          <Tabs.Tab value="calls">{drawerWords.calls}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="history">
          <ContactHistory id={contact.id} />
        </Tabs.Panel>
        <Tabs.Panel value="calls">
          <ContactCalls id={contact.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Acts({
  contact,
  choice,
  acting,
  close,
  onGone,
}: {
  contact: Contact;
  choice: Choice;
  acting: Acting;
  close: () => void;
  onGone: () => void;
}) {
  if (acting === "edit") return <ContactFormDrawer contact={contact} onClose={close} onSaved={close} />;
  if (acting === "merge") return <MergeDialog contact={contact} onClose={close} />;
  if (acting === "delete") return <DeleteOne contact={contact} onClose={close} onGone={onGone} />;
  const selection = { isAll: false, ids: new Set([contact.id]) };
  return <DoNotCallDialog selection={selection} choice={choice} count={1} onClose={close} onDone={close} />;
}

function Facts({ contact }: { contact: Contact }) {
  const facts: [string, string | null][] = [
    [contactFieldWords.email, contact.email],
    [contactFieldWords.company, contact.company],
    [contactFieldWords.language, contact.language],
    [contactFieldWords.timezone, contact.timezone ?? drawerWords.zoneFromNumber],
    [contactFieldWords.external_id, contact.externalId],
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
        <KeyValue name={contactFactWords.tags}>
          <Tags tags={contact.tags} />
        </KeyValue>
      )}
      <KeyValue name={contactFactWords.added}>
        <Moment at={contact.createdAt} />
      </KeyValue>
    </dl>
  );
}

function DeleteOne({ contact, onClose, onGone }: { contact: Contact; onClose: () => void; onGone: () => void }) {
  const remove = useMutation({
    mutationFn: () => call("deleteContact", { params: { id: contact.id } }),
    onSuccess: () => {
      tell({ text: deleteDialog.doneOne(nameOf(contact)) });
      onClose();
      onGone();
      // Not the contact itself, which is no longer there to be asked for.
      void queryClient.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
  return (
    <FormDialog
      title={deleteDialog.titleOne(nameOf(contact))}
      verb={deleteDialog.verbOne}
      isRed
      sending={sendingBy(remove, () => remove.mutate())}
      close={onClose}
    >
      <WhatIsErased />
    </FormDialog>
  );
}
