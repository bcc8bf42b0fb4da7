/** Who calls. */
import { ranges } from "#domain/campaign/settings.ts";
import { collectTypes, employeeKinds, keyActions } from "#domain/employee.ts";
import { z } from "zod";
import { call } from "./calls.ts";
import { defineEndpoint } from "./endpoint.ts";
import {
  byId,
  finding,
  idInput,
  listOf,
  nameInput,
  pageQuery,
  phoneInput,
  searchInput,
  text,
  wholeNumber,
} from "./values.ts";

const long = text({ max: 20_000 });
const fieldNameInput = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, {
  error: "field must be a name of small letters, digits and _ that begins with a letter, such as preferred_day.",
});

const collectInput = z.strictObject({
  field: fieldNameInput,
  type: z.enum(collectTypes).default("text"),
  description: text({ max: 1_000 }).default(""),
  required: z.boolean().default(false),
});

const keyInput = z.strictObject({
  key: z.string().regex(/^[0-9*#]$/, { error: "key must be one of 0 to 9, * and #." }),
  label: text({ max: 200 }).default(""),
  action: z.enum(keyActions),
  field: fieldNameInput.nullable().default(null).describe("Where `collect` keeps the key."),
});

const once = (name: string) => `names the same ${name} twice; keep one.`;

const fields = {
  role: text({ max: 500 }).describe("What it does, for the people who choose it."),
  language: text({ min: 2, max: 35 }).describe("A language tag such as en or pt-BR."),
  voice: text({ max: 200 }).nullable(),
  greeting: long.describe("The first words; may hold {{variables}}."),
  instructions: long,
  message: long.nullable().describe("What an announcement says."),
  audioId: idInput.nullable().describe("A recording that an announcement plays in place of the message."),
  goal: long.nullable(),
  collect: z
    .array(collectInput)
    .max(50)
    .refine(
      (entries) => new Set(entries.map((entry) => entry.field)).size === entries.length,
      `collect ${once("field")}`,
    ),
  keys: z
    .array(keyInput)
    .max(12)
    .refine((entries) => new Set(entries.map((entry) => entry.key)).size === entries.length, `keys ${once("key")}`),
  voicemailMessage: long.nullable(),
  maxConcurrentCalls: wholeNumber(ranges.maxConcurrentCalls).describe("Calls at once, over all campaigns."),
  active: z.boolean(),
};

export const aiEmployee = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    kind: z.enum(employeeKinds),
    language: z.string(),
    voice: z.string().nullable(),
    greeting: z.string(),
    instructions: z.string(),
    message: z.string().nullable(),
    audioId: z.string().nullable(),
    goal: z.string().nullable(),
    collect: z.array(
      z.object({ field: z.string(), type: z.enum(collectTypes), description: z.string(), required: z.boolean() }),
    ),
    keys: z.array(
      z.object({ key: z.string(), label: z.string(), action: z.enum(keyActions), field: z.string().nullable() }),
    ),
    voicemailMessage: z.string().nullable(),
    maxConcurrentCalls: z.int(),
    active: z.boolean(),
    problems: z.array(finding).describe("What keeps it from calling."),
    version: z.int().describe("Grows by one with each change; every call keeps the version it was made with."),
  })
  .meta({ id: "AiEmployee", description: "A voice agent with a name, a voice, a language and a task." });

export const aiEmployeeInput = z
  .strictObject({
    name: nameInput,
    kind: z.enum(employeeKinds),
    role: fields.role.default(""),
    language: fields.language.default("en"),
    voice: fields.voice.default(null),
    greeting: fields.greeting.default(""),
    instructions: fields.instructions.default(""),
    message: fields.message.default(null),
    audioId: fields.audioId.default(null),
    goal: fields.goal.default(null),
    collect: fields.collect.default(() => []),
    keys: fields.keys.default(() => []),
    voicemailMessage: fields.voicemailMessage.default(null),
    maxConcurrentCalls: fields.maxConcurrentCalls.default(10),
    active: fields.active.default(true),
  })
  .meta({ id: "AiEmployeeInput" });

export const aiEmployeePatch = z
  .strictObject({ name: nameInput, kind: z.enum(employeeKinds), ...fields })
  .partial()
  .meta({ id: "AiEmployeePatch" });

export const aiEmployeeEndpoints = {
  listAiEmployees: defineEndpoint({
    method: "GET",
    path: "/ai-employees",
    permission: "employees:read",
    summary: "The AI employees",
    query: z.strictObject({ ...pageQuery.shape, search: searchInput.optional() }),
    status: 200,
    response: listOf(aiEmployee),
    refusals: [],
  }),
  createAiEmployee: defineEndpoint({
    method: "POST",
    path: "/ai-employees",
    permission: "employees:write",
    summary: "Create an AI employee",
    body: aiEmployeeInput,
    status: 201,
    response: aiEmployee,
    refusals: ["invalid"],
  }),
  getAiEmployee: defineEndpoint({
    method: "GET",
    path: "/ai-employees/:id",
    permission: "employees:read",
    summary: "One AI employee",
    params: byId,
    status: 200,
    response: aiEmployee,
    refusals: ["not_found"],
  }),
  updateAiEmployee: defineEndpoint({
    method: "PATCH",
    path: "/ai-employees/:id",
    permission: "employees:write",
    summary: "Change an AI employee, for the next calls; what is absent stays",
    description: "An AI employee that is deactivated pauses its campaigns.",
    params: byId,
    body: aiEmployeePatch,
    status: 200,
    response: aiEmployee,
    refusals: ["not_found", "invalid"],
  }),
  deleteAiEmployee: defineEndpoint({
    method: "DELETE",
    path: "/ai-employees/:id",
    permission: "employees:write",
    summary: "Delete an AI employee that no campaign needs",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found", "in_use"],
  }),
  testCall: defineEndpoint({
    method: "POST",
    path: "/ai-employees/:id/test-call",
    permission: "campaigns:run",
    summary: "Let the AI employee call one number now",
    params: byId,
    body: z.strictObject({ to: phoneInput, lineId: idInput }),
    status: 200,
    response: call,
    refusals: ["not_found", "not_ready", "invalid", "unavailable"],
  }),
};
