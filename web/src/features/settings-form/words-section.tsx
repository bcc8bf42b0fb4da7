/** What is said first, and what is left on a voicemail. */
import { Button, Radio } from "@mantine/core";
import type { Answer } from "../../lib/api.ts";
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
  const whose = employee ? `${employee.name}’s own greeting` : "the AI employee’s own greeting";
  return (
    <div id="opening" className="form-anchor">
      <Section
        title="Opening line"
        about={`The first words of each call. Empty: ${whose}.`}
        action={
          opening === null && greeting !== "" ? (
            <Button size="xs" variant="default" onClick={() => change({ "settings.opening": greeting })}>
              Start from the greeting
            </Button>
          ) : undefined
        }
      >
        <div className="form-opening">
          <TemplateField
            campaignId={campaignId}
            label="Opening line"
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
      <Section title="Voicemail" about="When a voicemail picks up. It counts as Completed (Voicemail) either way.">
        <Radio.Group
          aria-label="When a voicemail picks up"
          value={action}
          onChange={(value) => change({ "settings.voicemail.action": value })}
        >
          <div className="form-row">
            <Radio value="hang_up" label="Hang up" size="sm" />
            <Radio value="leave_message" label="Leave message" size="sm" />
          </div>
        </Radio.Group>
        {action === "leave_message" && (
          <div className="form-opening form-after">
            <TemplateField
              campaignId={campaignId}
              label="Message"
              description={own === "" ? "Left after the beep." : "Left after the beep. Empty: the AI employee’s own."}
              placeholder={own}
              value={message ?? ""}
              onChange={(text) => change({ "settings.voicemail.message": text === "" ? null : text })}
              error={
                errorOf("settings.voicemail.message") ??
                ((message ?? own).trim() === "" ? "There is nothing to leave: write a message, or hang up." : undefined)
              }
            />
            <TemplatePreview campaignId={campaignId} template={message ?? own} />
          </div>
        )}
      </Section>
    </div>
  );
}
