/** A text with variables in it: they are marked where they stand, and put in by a press. */
import { Textarea } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { parseTemplate } from "#domain/template.ts";
import { templateWords } from "../../words/template.tsx";
import { Fallbacks } from "./fallbacks.tsx";
import { offeredVariables, useCampaignSample, variableLabel } from "./variables.ts";
import "./template.css";

interface TemplateFieldProps {
  campaignId: string;
  label: string;
  description?: ReactNode;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
}

export function TemplateField(props: TemplateFieldProps) {
  const { campaignId, label, description, placeholder, value, onChange, error } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const names = offeredVariables(useCampaignSample(campaignId).items);
  const parsed = parseTemplate(value);
  const put = (name: string) => {
    const at = field.current?.selectionStart ?? value.length;
    const until = field.current?.selectionEnd ?? at;
    const variable = `{{${name}}}`;
    onChange(value.slice(0, at) + variable + value.slice(until));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at + variable.length, at + variable.length);
    });
  };
  return (
    <div className="template">
      <Textarea
        ref={field}
        label={label}
        description={description}
        placeholder={placeholder}
        autosize
        minRows={3}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error ?? (parsed.ok ? undefined : parsed.problem.message)}
        classNames={{ input: "template-input", wrapper: "template-wrapper" }}
        inputContainer={(input) => (
          <div className="template-box">
            <div className="template-marks" aria-hidden>
              {marked(value)}
            </div>
            {input}
          </div>
        )}
      />
      <div className="template-vars" role="group" aria-label={templateWords.insertInto(label)}>
        <span>{templateWords.insert}</span>
        {names.map((name) => (
          <button key={name} type="button" className="template-var" onClick={() => put(name)}>
            {variableLabel(name)}
          </button>
        ))}
      </div>
      <Fallbacks campaignId={campaignId} template={value} onChange={onChange} />
    </div>
  );
}

/** The text again, with a mark behind each variable; it lies under the field, letter below letter. */
function marked(text: string): ReactNode[] {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((piece, index) =>
      piece.startsWith("{{") ? <mark key={index}>{piece}</mark> : <span key={index}>{piece}</span>,
    );
}
