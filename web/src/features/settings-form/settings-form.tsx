/** All of a campaign's call settings, in the order in which people think of them. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import type { FieldsForm } from "./fields.ts";
import { HoursSection } from "./hours-section.tsx";
import { LineSection } from "./line-section.tsx";
import { RetrySection } from "./retry-section.tsx";
import { SpeedSection } from "./speed-section.tsx";
import { OpeningSection, VoicemailSection } from "./words-section.tsx";
import "./settings-form.css";

interface SettingsFormProps {
  campaignId: string;
  form: FieldsForm;
  /** What a start would do now, for the finish that the speed leads to; undefined while it is not known. */
  preflight: Answer<"getCampaignPreflight"> | undefined;
}

export function SettingsForm({ campaignId, form, preflight }: SettingsFormProps) {
  const id = form.fields.aiEmployeeId;
  const employee = useQuery({
    queryKey: keys.employee(id ?? ""),
    queryFn: () => call("getAiEmployee", { params: { id: id! } }),
    enabled: id !== null,
  }).data;
  return (
    <div className="settings-form">
      <HoursSection form={form} />
      <SpeedSection form={form} employee={employee} preflight={preflight} />
      <RetrySection form={form} />
      <LineSection form={form} />
      <VoicemailSection campaignId={campaignId} form={form} employee={employee} />
      <OpeningSection campaignId={campaignId} form={form} employee={employee} />
    </div>
  );
}
