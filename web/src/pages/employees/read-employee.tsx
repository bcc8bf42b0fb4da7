/** An AI employee for those who may not change it. */
import type { Employee } from "../../features/employees/employee.ts";
import { grouped } from "../../lib/format.ts";
import { KeyValue, Section } from "../../ui/page.tsx";
import { collectTypeWords, employeeKindWords, keyActionWords, languageName } from "../../words/employees.ts";

export function ReadEmployee({ employee }: { employee: Employee }) {
  const { kind, language, voice, maxConcurrentCalls, greeting, instructions, message, voicemailMessage, goal } =
    employee;
  const said: ReadonlyArray<[string, string | null]> =
    kind === "conversation"
      ? [
          ["Greeting", greeting],
          ["Instructions", instructions],
          ["Voicemail message", voicemailMessage],
        ]
      : [
          ["Message", message],
          ["Voicemail message", voicemailMessage],
        ];
  return (
    <>
      <Section title="Who it is">
        <dl>
          <KeyValue name="Kind">{employeeKindWords[kind].name}</KeyValue>
          <KeyValue name="Language">{languageName(language)}</KeyValue>
          <KeyValue name="Voice">{voice ?? "–"}</KeyValue>
          <KeyValue name="Calls at once">up to {grouped(maxConcurrentCalls)}</KeyValue>
        </dl>
      </Section>
      <Section title="What it says">
        <dl>
          {said.map(([name, text]) => (
            <KeyValue key={name} name={name}>
              <span className="e-said">{text || "–"}</span>
            </KeyValue>
          ))}
        </dl>
      </Section>
      <Section title="What it finds out">
        <dl>
          <KeyValue name="Goal">{goal ?? "–"}</KeyValue>
          {employee.collect.map(({ field, type, description, required }) => (
            <KeyValue key={field} name={field}>
              {description || "–"} ({collectTypeWords[type].toLowerCase()}
              {required ? ", required" : ""})
            </KeyValue>
          ))}
          {employee.keys.map(({ key, label, action }) => (
            <KeyValue key={key} name={`Key ${key}`}>
              {keyActionWords[action]}
              {label === "" ? "" : `: ${label}`}
            </KeyValue>
          ))}
        </dl>
      </Section>
    </>
  );
}
