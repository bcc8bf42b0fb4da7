/** Three ways to bring contacts into the campaign, and those who are in it. */
import { Alert } from "@mantine/core";
import { type Icon, IconFilter, IconUpload, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { sourceWords } from "../../words/wizard-contacts.tsx";
import { type Choice, type Source, sources } from "./choice.ts";
import { ExistingContacts } from "./existing-contacts.tsx";
import { FilteredSelection } from "./filtered-selection.tsx";
import { InCampaign } from "./in-campaign.tsx";
import { ImportFlow } from "../../features/imports/import-flow.tsx";
import "./contacts-step.css";

const marks: Record<Source, Icon> = { upload: IconUpload, existing: IconUsers, filter: IconFilter };

interface ContactsStepProps {
  campaign: Campaign;
  choice: Choice;
}

export function ContactsStep({ campaign, choice }: ContactsStepProps) {
  const { id } = campaign;
  const { source, said, problem } = choice;
  return (
    <>
      <nav className="pick-grid wiz-sources" aria-label={sourceWords.label}>
        {sources.map((one) => {
          const Mark = marks[one];
          const { name, about } = sourceWords[one];
          return (
            <Link
              key={one}
              to="/campaigns/$id/edit/$step"
              params={{ id, step: "contacts" }}
              search={{ source: one }}
              className="pick-card"
              data-on={one === source || undefined}
              aria-current={one === source || undefined}
            >
              <Mark size={18} stroke={1.7} aria-hidden />
              <b>{name}</b>
              <span>{about}</span>
            </Link>
          );
        })}
      </nav>
      {source === "upload" && <ImportFlow campaignId={id} />}
      {source === "existing" && <ExistingContacts campaignId={id} choice={choice} />}
      {source === "filter" && <FilteredSelection choice={choice} />}
      <div role="status" className="wiz-said">
        {said}
      </div>
      {problem && (
        <Alert color="red" mt="sm">
          {problem.message}
        </Alert>
      )}
      <InCampaign campaign={campaign} />
    </>
  );
}
