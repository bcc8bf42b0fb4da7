/** What keeps an AI employee from calling: found when it is read, so that a form can show it and a start can refuse it. */
import type { EmployeeProfile } from "./employee.ts";
import { parseTemplate } from "./template.ts";

export interface Finding {
  code: "no_greeting" | "no_message" | "broken_template" | "key_without_field";
  /** What is wrong and what to do, in one sentence. */
  message: string;
}

/** The texts in which variables may stand, with their names for people. */
const templates = {
  greeting: "greeting",
  instructions: "instructions",
  message: "message",
  voicemailMessage: "voicemail message",
} as const satisfies Partial<Record<keyof EmployeeProfile, string>>;

export function employeeProblems(employee: EmployeeProfile): Finding[] {
  const problems: Finding[] = [];
  if (employee.kind === "conversation" && isBlank(employee.greeting)) {
    problems.push({ code: "no_greeting", message: "It has no greeting; write the first words it says." });
  }
  if (employee.kind === "announcement" && isBlank(employee.message) && employee.audioId === null) {
    problems.push({ code: "no_message", message: "It has nothing to announce; write its message." });
  }
  for (const [field, name] of Object.entries(templates)) {
    const parsed = parseTemplate(employee[field as keyof typeof templates] ?? "");
    if (!parsed.ok) problems.push({ code: "broken_template", message: `In its ${name}: ${parsed.problem.message}` });
  }
  for (const { key, action, field } of employee.keys) {
    if (action !== "collect" || field !== null) continue;
    const message = `Its key ${key} collects a detail and does not say which; give the key a field.`;
    problems.push({ code: "key_without_field", message });
  }
  return problems;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === "";
}
