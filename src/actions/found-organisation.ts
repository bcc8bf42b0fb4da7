/** What a new organisation finds: a simulator line and a sample AI employee, so that a campaign can be launched at once. */
import { defaultSimulatorSettings } from "#domain/line.ts";
import { type AiEmployeeFields, insertAiEmployee } from "#store/ai-employees.ts";
import type { Sql } from "#store/db.ts";
import { insertLine } from "#store/lines.ts";

const sampleEmployee: AiEmployeeFields = {
  name: "Robin",
  role: "Customer care",
  kind: "conversation",
  language: "en",
  voice: null,
  greeting: 'Hello {{first_name | "there"}}, this is Robin, an AI assistant. Do you have a minute?',
  instructions:
    "Ask whether the person is content with our service and whether anything should be better. Be brief and friendly. " +
    "If they do not want to talk, thank them and end the call.",
  message: null,
  audioId: null,
  goal: "The person says how content they are.",
  collect: [
    { field: "content", type: "yes_no", description: "Are you content with our service?", required: true },
    { field: "wish", type: "text", description: "What should we do better?", required: false },
  ],
  keys: [],
  voicemailMessage: 'Hello {{first_name | "there"}}, this is Robin, an AI assistant. We will try again another time.',
  maxConcurrentCalls: 100,
  active: true,
};

export async function foundOrganisation(db: Sql, organisationId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await insertLine(transaction, organisationId, {
      name: "Simulator",
      kind: "simulator",
      settings: { ...defaultSimulatorSettings },
      active: true,
    });
    await insertAiEmployee(transaction, organisationId, sampleEmployee);
  });
}
