/** What a list shows of a contact. */
import { IconBan } from "@tabler/icons-react";
import { outcomeFacts } from "#domain/call/outcomes.ts";
import { nameOf } from "../../lib/format.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { contactFactWords } from "../../words/contact-fields.ts";
import { contactList } from "../../words/contacts.tsx";
import type { Contact } from "./use-contacts.ts";

export function ContactName({ contact, open }: { contact: Contact; open: () => void }) {
  const name = nameOf(contact);
  const below = contact.email ?? contact.company;
  return (
    <div className="cts-name">
      <PersonMark name={name === contact.phone ? "" : name} />
      <div className="cts-cut">
        <button type="button" className="t-link cts-open" data-contact={contact.id} onClick={open}>
          {name}
        </button>
        {below !== null && <div className="t-sub cts-cut">{below}</div>}
      </div>
    </div>
  );
}

export function DoNotCallMark() {
  return (
    <span className="cts-dnc">
      <IconBan size={12} stroke={2.2} aria-hidden />
      {contactFactWords.doNotCall}
    </span>
  );
}

export function Tags({ tags }: { tags: string[] }) {
  return (
    <div className="cts-tags">
      {tags.map((tag) => (
        <span className="tag" key={tag}>
          {tag}
        </span>
      ))}
    </div>
  );
}

export function LastCall({ contact: { lastCall } }: { contact: Contact }) {
  if (lastCall === null) return <span className="cts-dim">{contactList.never}</span>;
  return (
    <span className="cts-last">
      <ContactStatusBadge value={outcomeFacts[lastCall.outcome].contactStatus} />
      <Moment at={lastCall.endedAt} className="cts-dim num hide-m" />
    </span>
  );
}
