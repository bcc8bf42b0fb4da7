import { Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { SettingsForm } from "../../features/settings-form/settings-form.tsx";
import type { Choice } from "./choice.ts";
import { ContactsStep } from "./contacts-step.tsx";
import { DetailsStep } from "./details-step.tsx";
import type { DraftForm } from "./draft.ts";
import { EmployeeStep } from "./employee-step.tsx";
import type { Preflight } from "./preflight.ts";
import { ReviewStep } from "./review-step.tsx";
import { useOnlyLine } from "./only-line.ts";

interface StepContentProps {
  campaign: Campaign;
  step: WizardStep;
  draft: DraftForm;
  choice: Choice;
  preflight: UseQueryResult<Preflight>;
  /** Somebody wanted to go on without having given a name. */
  isNameless: boolean;
}

export function StepContent({ campaign, step, draft, choice, preflight, isNameless }: StepContentProps) {
  useOnlyLine(draft, campaign.status === "draft");
  const who = campaign.aiEmployee?.name ?? "your AI employee";
  switch (step) {
    case "details":
      return (
        <>
          <Head
            title="What is this campaign for?"
            about="A clear name helps your team find it later. Contacts never see it."
          />
          <DetailsStep draft={draft} isNameless={isNameless} />
        </>
      );
    case "employee":
      return (
        <>
          <Head
            title="Who makes the calls?"
            about="Only active AI employees can call. Choose one whose role fits and who speaks your contacts’ language."
          />
          <EmployeeStep draft={draft} />
        </>
      );
    case "contacts":
      return (
        <>
          <Head
            title={`Who should ${who} call?`}
            about="Three ways to add contacts, as often as you like. The list can change until the launch, and while paused."
          />
          <ContactsStep campaign={campaign} choice={choice} />
        </>
      );
    case "settings":
      return (
        <>
          <Head
            title={`How should ${who} call?`}
            about="Good defaults are filled in. You can pause and change these later."
          />
          <SettingsForm campaignId={campaign.id} form={draft} preflight={preflight.data} />
        </>
      );
    case "review":
      return <ReviewStep campaign={campaign} fields={draft.fields} preflight={preflight} head={Head} />;
  }
}

export function Head({ title, about }: { title: string; about: ReactNode }) {
  return (
    <div className="wiz-head">
      <Title order={1}>{title}</Title>
      <p>{about}</p>
    </div>
  );
}
