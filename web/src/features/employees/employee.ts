/** An AI employee as a form holds it, and as the API is told of its changes. */
import type { Answer } from "../../lib/api.ts";
import type { EmployeeState } from "../../words/employees.ts";

export type Employee = Answer<"getAiEmployee">;

/** What may be null in the API is empty here. */
export interface EmployeeForm extends Omit<Employee, "id" | "problems" | "version" | "audioId" | "voice" | Nullable> {
  message: string;
  goal: string;
  voicemailMessage: string;
  keys: Array<Omit<Employee["keys"][number], "field"> & { field: string }>;
}

type Nullable = "message" | "goal" | "voicemailMessage" | "keys";

export function formOf(employee: Employee): EmployeeForm {
  const { id: _id, problems: _problems, version: _version, audioId: _audioId, voice: _voice, ...fields } = employee;
  return {
    ...fields,
    message: fields.message ?? "",
    goal: fields.goal ?? "",
    voicemailMessage: fields.voicemailMessage ?? "",
    keys: fields.keys.map((key) => ({ ...key, field: key.field ?? "" })),
  };
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text);

function fieldsOf(form: EmployeeForm) {
  return {
    ...form,
    message: orNull(form.message),
    goal: orNull(form.goal),
    voicemailMessage: orNull(form.voicemailMessage),
    keys: form.keys.map((key) => ({ ...key, field: key.action === "collect" ? orNull(key.field) : null })),
  };
}

/** What was changed alone: what somebody else changed meanwhile stays. */
export function changesOf(before: EmployeeForm, now: EmployeeForm): Partial<ReturnType<typeof fieldsOf>> {
  const old = fieldsOf(before);
  return Object.fromEntries(
    Object.entries(fieldsOf(now)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
    ),
  );
}

/** Whether it can call: what keeps it from calling is said by `problems`. */
export function stateOf({ active, problems }: Employee): EmployeeState {
  return !active ? "off" : problems.length > 0 ? "incomplete" : "active";
}
