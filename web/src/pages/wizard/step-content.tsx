import { Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { SettingsForm } from "../../features/settings-form/settings-form.tsx";
import { stepHeads } from "../../words/wizard.ts";
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
  if (step === "review")
    return <ReviewStep campaign={campaign} fields={draft.fields} preflight={preflight} head={Head} />;
  const { title, about } = stepHeads[step];
  return (
    <>
      <Head title={title(campaign.aiEmployee?.name ?? null)} about={about} />
      {step === "details" && <DetailsStep draft={draft} isNameless={isNameless} />}
      {step === "employee" && <EmployeeStep draft={draft} />}
      {step === "contacts" && <ContactsStep campaign={campaign} choice={choice} />}
      {step === "settings" && <SettingsForm campaignId={campaign.id} form={draft} preflight={preflight.data} />}
    </>
  );
}

export function Head({ title, about }: { title: string; about: ReactNode }) {
  return (
    <div className="wiz-head">
      <Title order={1}>{title}</Title>
      <p>{about}</p>
    </div>
  );
}
