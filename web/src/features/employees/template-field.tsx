/** A text with variables: what may be put in, and what a contact without the value would hear. */
import { Textarea, type TextareaProps } from "@mantine/core";
import { useRef } from "react";
import { parseTemplate, requiredVariables } from "#domain/template.ts";
import { templateFieldWords as words } from "../../words/employee-form.tsx";

interface TemplateFieldProps extends Omit<TextareaProps, "value" | "onChange" | "label"> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The fields of a contact that people say; any other and every imported column may be written too. */
const offered = ["first_name", "last_name", "company"] as const;

const fallbacks: Record<(typeof offered)[number], string> = words.fallbacks;

export function TemplateField({ label, value, onChange, ...rest }: TemplateFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  // Where the caret was last; at the end where the text was never in focus.
  const caret = useRef<[number, number]>(null);
  const insert = (name: (typeof offered)[number]) => {
    const [selectionStart, selectionEnd] = caret.current ?? [value.length, value.length];
    const written = fallbacks[name] === "" ? `{{${name}}}` : `{{${name} | "${fallbacks[name]}"}}`;
    onChange(value.slice(0, selectionStart) + written + value.slice(selectionEnd));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(selectionStart + written.length, selectionStart + written.length);
    });
  };
  return (
    <div className="tfield">
      <Textarea
        autosize
        minRows={2}
        maxRows={16}
        {...rest}
        label={label}
        ref={area}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
          caret.current = [selectionStart, selectionEnd];
        }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className="tfield-foot">
        <div className="tfield-chips" role="group" aria-label={words.putInto(label)}>
          {offered.map((name) => (
            <button key={name} type="button" className="e-var" onClick={() => insert(name)}>
              {name}
            </button>
          ))}
        </div>
        <TemplateHint value={value} />
      </div>
    </div>
  );
}

function TemplateHint({ value }: { value: string }) {
  const parsed = parseTemplate(value);
  if (!parsed.ok) return <p className="tfield-hint tfield-bad">{parsed.problem.message}</p>;
  const needed = requiredVariables([value]);
  if (needed.length === 0) return null;
  const [first] = needed;
  return <p className="tfield-hint">{words.skipped(needed, <code className="e-mono">{`{{${first} | "…"}}`}</code>)}</p>;
}
