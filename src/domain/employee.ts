/** The AI employee: who calls. Wire shape: api.md `aiEmployee`. */

export const employeeKinds = ["conversation", "announcement"] as const;
export type EmployeeKind = (typeof employeeKinds)[number];

export const collectTypes = ["text", "number", "date", "yes_no"] as const;
export type CollectType = (typeof collectTypes)[number];

/** A detail the AI employee should find out. */
export interface CollectField {
  field: string;
  type: CollectType;
  description: string;
  required: boolean;
}

export const keyActions = ["collect", "repeat", "goal", "opt_out", "callback", "end"] as const;
export type KeyAction = (typeof keyActions)[number];

/** What a key of the callee's telephone does in an announcement. */
export interface KeyRule {
  key: string;
  label: string;
  action: KeyAction;
  field: string | null;
}

/** What speaks and asks in a conversation; templates are still unfilled. */
export interface EmployeeProfile {
  name: string;
  role: string;
  kind: EmployeeKind;
  language: string;
  voice: string | null;
  greeting: string;
  instructions: string;
  message: string | null;
  audioId: string | null;
  goal: string | null;
  collect: CollectField[];
  keys: KeyRule[];
  voicemailMessage: string | null;
}
