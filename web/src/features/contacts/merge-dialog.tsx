/** Two contacts that are one person become one: choose the other, choose the number, see what comes of it. */
import { Radio, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { KeyValue } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { mergeWords } from "../../words/contact-drawer.tsx";
import { contactFactWords, contactFieldWords } from "../../words/contact-fields.ts";
import { merged } from "./merged.ts";
import { askForContactsAnew, type Contact } from "./use-contacts.ts";

const SEARCH_MILLISECONDS = 250;
const label = (contact: Contact): string =>
  nameOf(contact) === contact.phone ? contact.phone : mergeWords.choice(nameOf(contact), contact.phone);

export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [other, setOther] = useState<Contact | null>(null);
  const [phone, setPhone] = useState<"this" | "other">("this");
  const merge = useMutation({
    mutationFn: (otherId: string) => call("mergeContacts", { params: { id: contact.id }, body: { otherId, phone } }),
    onSuccess: (one) => {
      tell({ text: mergeWords.done(nameOf(one)) });
      askForContactsAnew();
      onClose();
    },
  });
  return (
    <FormDialog
      title={mergeWords.title(nameOf(contact))}
      verb={mergeWords.verb}
      isReady={other !== null}
      sending={sendingBy(merge, () => other && merge.mutate(other.id))}
      close={onClose}
    >
      <OtherContact contact={contact} other={other} choose={setOther} />
      {other && (
        <>
          <Radio.Group
            label={mergeWords.number}
            value={phone}
            onChange={(value) => setPhone(value === "other" ? "other" : "this")}
          >
            <Radio value="this" size="sm" mt={6} label={contact.phone} />
            <Radio value="other" size="sm" mt={6} label={other.phone} />
          </Radio.Group>
          <Preview contact={merged(contact, other, phone)} />
          <Text size="sm">{mergeWords.about}</Text>
        </>
      )}
    </FormDialog>
  );
}

function OtherContact({
  contact,
  other,
  choose,
}: {
  contact: Contact;
  other: Contact | null;
  choose: (other: Contact | null) => void;
}) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), SEARCH_MILLISECONDS);
  const { data: found = [], isFetching } = useQuery({
    queryKey: keys.contacts({ other: search }),
    queryFn: async () => (await call("listContacts", { query: { limit: 20, search } })).items,
    placeholderData: (before) => before,
  });
  const others = [...new Map([...(other ? [other] : []), ...found].map((one) => [one.id, one])).values()];
  return (
    <Select
      label={mergeWords.other}
      placeholder={mergeWords.otherHint}
      searchable
      data-autofocus
      data={others.filter(({ id }) => id !== contact.id).map((one) => ({ value: one.id, label: label(one) }))}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? mergeWords.searching : mergeWords.nobody}
      value={other?.id ?? null}
      onChange={(id) => choose(others.find((one) => one.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}

function Preview({ contact }: { contact: Contact }) {
  const lines: [string, string | null][] = [
    [contactFactWords.name, nameOf(contact)],
    [contactFieldWords.phone, contact.phone],
    [contactFieldWords.email, contact.email],
    [contactFieldWords.company, contact.company],
    [contactFactWords.tags, contact.tags.join(", ")],
    ...Object.entries(contact.attributes),
  ];
  return (
    <dl className="cts-preview" aria-label={mergeWords.stays}>
      {lines
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <KeyValue key={name} name={name}>
            {value}
          </KeyValue>
        ))}
    </dl>
  );
}
