/** A text as real contacts of the campaign hear it. */
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { nameOf } from "../../lib/format.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { templateWords } from "../../words/template.tsx";
import { type Contact, type Spoken, spokenTo, useCampaignSample, variableLabel } from "./variables.ts";
import "./template.css";

export function TemplatePreview({ campaignId, template }: { campaignId: string; template: string }) {
  const sample = useCampaignSample(campaignId);
  const [at, setAt] = useState(0);
  const contacts = sample.data?.items ?? [];
  const contact = contacts[Math.min(at, contacts.length - 1)];
  if (!contact) {
    return (
      <div className="template-hear">
        <p className="template-hear-none">{sample.isPending ? templateWords.loading : templateWords.noContacts}</p>
      </div>
    );
  }
  const go = (by: number) => setAt((at + by + contacts.length) % contacts.length);
  return (
    <div className="template-hear">
      <div className="template-hear-top">
        <PersonMark name={nameOf(contact)} size={24} />
        <b>{templateWords.hears(contact.firstName ?? nameOf(contact))}</b>
        <span className="grow" />
        <ActionIcon size={28} aria-label={templateWords.previous} onClick={() => go(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className="num">{templateWords.place(Math.min(at, contacts.length - 1) + 1, contacts.length)}</span>
        <ActionIcon size={28} aria-label={templateWords.next} onClick={() => go(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <SpokenLine template={template} contact={contact} />
    </div>
  );
}

function SpokenLine({ template, contact }: { template: string; contact: Contact }) {
  const pieces = spokenTo(template, contact);
  if (pieces === null) return <p className="template-hear-none">{templateWords.unreadable}</p>;
  const missing = pieces.filter(({ from }) => from === "missing");
  return (
    <>
      <div className="template-bubble">
        {template.trim() === "" && <i>{templateWords.silence}</i>}
        <SpokenPieces pieces={pieces} />
      </div>
      {missing.length > 0 && (
        <p className="template-hear-none">{templateWords.leftOut(missing.map(({ text }) => variableLabel(text)))}</p>
      )}
    </>
  );
}

/** The words alone, for a summary: as a contact hears them for whom nothing is missing, where there is one. */
export function TemplateQuote({ campaignId, template }: { campaignId: string; template: string }) {
  const contacts = useCampaignSample(campaignId).data?.items ?? [];
  const heard = contacts.map((contact) => spokenTo(template, contact) ?? []);
  const pieces = heard.find((one) => one.every(({ from }) => from !== "missing")) ?? heard[0];
  return <SpokenPieces pieces={pieces ?? [{ text: template, from: null }]} />;
}

function SpokenPieces({ pieces }: { pieces: readonly Spoken[] }) {
  return pieces.map(({ text, from }, index) =>
    from === null ? (
      <span key={index}>{text}</span>
    ) : (
      <mark key={index} className="template-mark" data-from={from}>
        {from === "missing" ? templateWords.missing(text) : text}
      </mark>
    ),
  );
}
