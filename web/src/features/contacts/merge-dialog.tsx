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
import { merged } from "./merged.ts";
import { askForContactsAnew, type Contact } from "./use-contacts.ts";

const SEARCH_MILLISECONDS = 250;
const label = (contact: Contact): string =>
  nameOf(contact) === contact.phone ? contact.phone : `${nameOf(contact)}, ${contact.phone}`;

export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [other, setOther] = useState<Contact | null>(null);
  const [phone, setPhone] = useState<"this" | "other">("this");
  const merge = useMutation({
    mutationFn: (otherId: string) => call("mergeContacts", { params: { id: contact.id }, body: { otherId, phone } }),
    onSuccess: (one) => {
      tell({ text: `${nameOf(one)} is one contact now.` });
      askForContactsAnew();
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Merge ${nameOf(contact)} with another contact`}
      verb="Merge the two"
      isReady={other !== null}
      sending={sendingBy(merge, () => other && merge.mutate(other.id))}
      close={onClose}
    >
      <OtherContact contact={contact} other={other} choose={setOther} />
      {other && (
        <>
          <Radio.Group
            label="Number that stays"
            value={phone}
            onChange={(value) => setPhone(value === "other" ? "other" : "this")}
          >
            <Radio value="this" size="sm" mt={6} label={contact.phone} />
            <Radio value="other" size="sm" mt={6} label={other.phone} />
          </Radio.Group>
          <Preview contact={merged(contact, other, phone)} />
          <Text size="sm">
            Calls, conversations and places in campaigns of both come together. The other contact is gone then, and this
            cannot be undone.
          </Text>
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
      label="The other contact"
      placeholder="Name, number or e-mail"
      searchable
      data-autofocus
      data={others.filter(({ id }) => id !== contact.id).map((one) => ({ value: one.id, label: label(one) }))}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? "Searching" : "Nobody is found"}
      value={other?.id ?? null}
      onChange={(id) => choose(others.find((one) => one.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}

function Preview({ contact }: { contact: Contact }) {
  const lines: [string, string | null][] = [
    ["Name", nameOf(contact)],
    ["Phone", contact.phone],
    ["E-mail", contact.email],
    ["Company", contact.company],
    ["Tags", contact.tags.join(", ")],
    ...Object.entries(contact.attributes),
  ];
  return (
    <dl className="cts-preview" aria-label="The contact that stays">
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
