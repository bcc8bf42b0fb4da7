/** A text as real contacts of the campaign hear it. */
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { nameOf } from "../../lib/format.ts";
import { MOST_LOADED } from "../../lib/pages.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { templateWords } from "../../words/template.tsx";
import { type Contact, type Spoken, spokenTo, useCampaignSample, variableLabel } from "./variables.ts";
import "./template.css";

export function TemplatePreview({ campaignId, template }: { campaignId: string; template: string }) {
  const { items, total, more, isLoading } = useCampaignSample(campaignId);
  const [at, setAt] = useState(0);
  // The next page is on its way when one comes to the end of what is loaded.
  const shown = Math.min(at, items.length - 1);
  const contact = items[shown];
  if (!contact) {
    return (
      <div className="template-hear">
        <p className="template-hear-none">{isLoading ? templateWords.loading : templateWords.noContacts}</p>
      </div>
    );
  }
  const go = (to: number) => {
    if (to >= items.length - 1) more?.();
    setAt(to);
  };
  return (
    <div className="template-hear">
      <div className="template-hear-top">
        <PersonMark name={nameOf(contact)} size={24} />
        <b>{templateWords.hears(contact.firstName ?? nameOf(contact))}</b>
        <span className="grow" />
        <ActionIcon size={28} aria-label={templateWords.previous} disabled={shown === 0} onClick={() => go(shown - 1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className="num">{templateWords.place(shown + 1, total)}</span>
        <ActionIcon
          size={28}
          aria-label={templateWords.next}
          disabled={shown + 1 >= Math.min(total, MOST_LOADED)}
          onClick={() => go(shown + 1)}
        >
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
  const contacts = useCampaignSample(campaignId).items;
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
