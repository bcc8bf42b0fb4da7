/** What is said first, and what is left on a voicemail. */
import { Button, Radio } from "@mantine/core";
import type { Answer } from "../../lib/api.ts";
import { openingForm, voicemailForm } from "../../words/settings-form.tsx";
import { Section } from "../../ui/page.tsx";
import { TemplatePreview } from "../template/preview.tsx";
import { TemplateField } from "../template/template-field.tsx";
import type { FieldsForm } from "./fields.ts";

interface WordsProps {
  campaignId: string;
  form: FieldsForm;
  employee: Answer<"getAiEmployee"> | undefined;
}

export function OpeningSection({ campaignId, form: { fields, change, errorOf }, employee }: WordsProps) {
  const opening = fields["settings.opening"];
  const greeting = employee?.greeting ?? "";
  return (
    <div id="opening" className="form-anchor">
      <Section
        title={openingForm.title}
        about={openingForm.about(employee?.name ?? null)}
        action={
          opening === null && greeting !== "" ? (
            <Button size="xs" variant="default" onClick={() => change({ "settings.opening": greeting })}>
              {openingForm.start}
            </Button>
          ) : undefined
        }
      >
        <div className="form-opening">
          <TemplateField
            campaignId={campaignId}
            label={openingForm.title}
            placeholder={greeting}
            value={opening ?? ""}
            onChange={(text) => change({ "settings.opening": text === "" ? null : text })}
            error={errorOf("settings.opening")}
          />
          <TemplatePreview campaignId={campaignId} template={opening ?? greeting} />
        </div>
      </Section>
    </div>
  );
}

export function VoicemailSection({ campaignId, form: { fields, change, errorOf }, employee }: WordsProps) {
  const action = fields["settings.voicemail.action"];
  const message = fields["settings.voicemail.message"];
  const own = employee?.voicemailMessage ?? "";
  return (
    <div id="voicemail" className="form-anchor">
      <Section title={voicemailForm.title} about={voicemailForm.about}>
        <Radio.Group
          aria-label={voicemailForm.label}
          value={action}
          onChange={(value) => change({ "settings.voicemail.action": value })}
        >
          <div className="form-row">
            <Radio value="hang_up" label={voicemailForm.hangUp} size="sm" />
            <Radio value="leave_message" label={voicemailForm.leaveMessage} size="sm" />
          </div>
        </Radio.Group>
        {action === "leave_message" && (
          <div className="form-opening form-after">
            <TemplateField
              campaignId={campaignId}
              label={voicemailForm.message}
              description={own === "" ? voicemailForm.left : voicemailForm.leftOwn}
              placeholder={own}
              value={message ?? ""}
              onChange={(text) => change({ "settings.voicemail.message": text === "" ? null : text })}
              error={
                errorOf("settings.voicemail.message") ??
                ((message ?? own).trim() === "" ? voicemailForm.nothing : undefined)
              }
            />
            <TemplatePreview campaignId={campaignId} template={message ?? own} />
          </div>
        )}
      </Section>
    </div>
  );
}
