/** The employee's prepared texts with the contact's values filled in. Values are data: nothing in them is read again. */
import { renderTemplate } from "#domain/template.ts";
import type { Dialogue } from "./dialogue.ts";

type Speaks = Pick<Dialogue, "employee" | "opening" | "voicemail" | "variables">;

/** What the employee says first. Never empty for a conversation; null where an announcement has no words before it. */
export function firstWords({ employee, opening, variables }: Speaks): string | null {
  const prepared = filled(opening ?? employee.greeting, variables);
  return prepared ?? (employee.kind === "announcement" ? null : `Hello, this is ${employee.name}.`);
}

/** An announcement's message; null where it is a recording, or has a gap. */
export function announcement({ employee, variables }: Speaks): string | null {
  return filled(employee.message, variables);
}

/** What is left on a machine, or null: then the employee hangs up. */
export function voicemailMessage({ employee, voicemail, variables }: Speaks): string | null {
  if (voicemail.action === "hang_up") return null;
  const own = employee.kind === "announcement" ? employee.message : null;
  return filled(voicemail.message ?? employee.voicemailMessage ?? own, variables);
}

/**
 * Null for what must not be spoken: nothing, a template with a value missing, a broken one. The launch refuses or skips
 * those; a call that was answered all the same gets plainer words.
 */
function filled(template: string | null, variables: Speaks["variables"]): string | null {
  if (!template?.trim()) return null;
  if (!template.includes("{{")) return template.trim();
  try {
    const { text, missing } = renderTemplate(template, variables);
    return missing.length === 0 && text.trim() ? text.trim() : null;
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
