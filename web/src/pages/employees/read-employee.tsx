/** An AI employee for those who may not change it. */
import type { Employee } from "../../features/employees/employee.ts";
import { KeyValue, Section } from "../../ui/page.tsx";
import {
  callsAtOnce,
  collectTypeWords,
  employeeKindWords,
  keyActionWords,
  languageName,
} from "../../words/employees.ts";
import { findsOutWords, keyWords, saysWords, whoWords } from "../../words/employee-form.tsx";

export function ReadEmployee({ employee }: { employee: Employee }) {
  const { kind, language, maxConcurrentCalls, greeting, instructions, message, voicemailMessage, goal } = employee;
  const said: ReadonlyArray<[string, string | null]> =
    kind === "conversation"
      ? [
          [saysWords.greeting, greeting],
          [saysWords.instructions, instructions],
          [saysWords.voicemail, voicemailMessage],
        ]
      : [
          [saysWords.message, message],
          [saysWords.voicemail, voicemailMessage],
        ];
  return (
    <>
      <Section title={whoWords.title(employee.name)}>
        <dl>
          <KeyValue name={whoWords.kind}>{employeeKindWords[kind].name}</KeyValue>
          <KeyValue name={whoWords.language}>{languageName(language)}</KeyValue>
          <KeyValue name={whoWords.atOnce}>{callsAtOnce(maxConcurrentCalls)}</KeyValue>
        </dl>
      </Section>
      <Section title={saysWords.title(employee.name)}>
        <dl>
          {said.map(([name, text]) => (
            <KeyValue key={name} name={name}>
              <span className="e-said">{text || "–"}</span>
            </KeyValue>
          ))}
        </dl>
      </Section>
      <Section title={findsOutWords.title(employee.name)}>
        <dl>
          <KeyValue name={findsOutWords.goal}>{goal ?? "–"}</KeyValue>
          {employee.collect.map(({ field, type, description, required }) => (
            <KeyValue key={field} name={field}>
              {findsOutWords.read(description, collectTypeWords[type], required)}
            </KeyValue>
          ))}
          {employee.keys.map(({ key, label, action }) => (
            <KeyValue key={key} name={keyWords.named(key)}>
              {keyWords.read(keyActionWords[action], label)}
            </KeyValue>
          ))}
        </dl>
      </Section>
    </>
  );
}
