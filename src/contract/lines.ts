/** The ways to reach the telephone network. */
import { outcomes } from "#domain/call/outcomes.ts";
import { ranges } from "#domain/campaign/settings.ts";
import { defaultSimulatorSettings, lineKinds } from "#domain/line.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { fieldName } from "./sentences.ts";
import { byId, count, finding, listOf, mapOf, nameInput, pageQuery, rate, text, wholeNumber } from "./values.ts";

const weight = z.number().min(0).max(1_000_000).optional();

const mix = z
  .strictObject({
    seed: wholeNumber({ min: 0, max: 4_294_967_295 }),
    ...(Object.fromEntries(outcomes.map((outcome) => [outcome, weight])) as Record<
      (typeof outcomes)[number],
      typeof weight
    >),
  })
  .refine((weights) => outcomes.some((outcome) => (weights[outcome] ?? 0) > 0), {
    error: (issue) => `${fieldName(issue.path)} needs a weight above 0 for at least one of ${outcomes.join(", ")}.`,
  })
  .meta({
    id: "SimulatorMix",
    description: "Weights per outcome: the callees' digits are ignored, and the same seed gives the same answers.",
  });

const simulatorFields = {
  speed: z
    .union([z.literal("max"), z.number().gt(0).max(1_000_000)], {
      error: (issue) => `${fieldName(issue.path)} must be "max", or a number above 0: how many times faster than life.`,
    })
    .describe("Times faster than life, for the far end only; `max` is no waiting."),
  mix: mix.nullable(),
  maxConcurrentCalls: wholeNumber(ranges.maxConcurrentCalls),
  callsPerSecond: rate(ranges.callsPerSecond).nullable(),
  breaker: z.boolean().describe("Network failures count for the circuit breaker, to try it."),
  quietHours: z.boolean().describe("Quiet hours, minimum gap and 24-hour cap bind this line, where nobody is rung."),
};

export const simulatorSettings = z
  .object(simulatorFields)
  .meta({ id: "SimulatorSettings", description: "The built-in line: nobody is rung." });

const defaults = defaultSimulatorSettings;

export const simulatorSettingsInput = z
  .strictObject({
    speed: simulatorFields.speed.default(defaults.speed),
    mix: simulatorFields.mix.default(defaults.mix),
    maxConcurrentCalls: simulatorFields.maxConcurrentCalls.default(defaults.maxConcurrentCalls),
    callsPerSecond: simulatorFields.callsPerSecond.default(defaults.callsPerSecond),
    breaker: simulatorFields.breaker.default(defaults.breaker),
    quietHours: simulatorFields.quietHours.default(defaults.quietHours),
  })
  .meta({ id: "SimulatorSettingsInput" });

export const simulatorSettingsPatch = z
  .strictObject(simulatorFields)
  .partial()
  .meta({ id: "SimulatorSettingsPatch", description: "What is absent stays." });

export const line = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(lineKinds),
    settings: z
      .union([simulatorSettings, z.record(z.string(), z.unknown())])
      .describe("By kind; credentials are never shown."),
    active: z.boolean(),
    problems: z.array(finding).describe("What keeps it from working."),
    liveCalls: count,
  })
  .meta({ id: "Line", description: "A way to reach the telephone network." });

const otherKinds = lineKinds.filter((kind) => kind !== "simulator");
// The settings of the other kinds come with those kinds; until then the server refuses to create one.
const otherSettings = mapOf(
  text({ min: 1, max: 100 }),
  z.union([text({ max: 1_000 }), z.number(), z.boolean(), z.null()]),
  50,
).default(() => ({}));
const common = { name: nameInput, active: z.boolean().default(true) };

export const lineInput = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...common, kind: z.literal("simulator"), settings: simulatorSettingsInput.prefault({}) }),
    z.strictObject({ ...common, kind: z.enum(otherKinds), settings: otherSettings }),
  ])
  .meta({ id: "LineInput" });

export const linePatch = z
  .strictObject({
    name: nameInput.optional(),
    active: z.boolean().optional(),
    settings: simulatorSettingsPatch.optional(),
  })
  .meta({ id: "LinePatch" });

export const lineEndpoints = {
  listLines: defineEndpoint({
    method: "GET",
    path: "/lines",
    permission: "lines:read",
    summary: "The lines",
    query: pageQuery,
    status: 200,
    response: listOf(line),
    refusals: [],
  }),
  createLine: defineEndpoint({
    method: "POST",
    path: "/lines",
    permission: "lines:write",
    summary: "Add a line",
    body: lineInput,
    status: 201,
    response: line,
    refusals: ["invalid"],
  }),
  getLine: defineEndpoint({
    method: "GET",
    path: "/lines/:id",
    permission: "lines:read",
    summary: "One line",
    params: byId,
    status: 200,
    response: line,
    refusals: ["not_found"],
  }),
  updateLine: defineEndpoint({
    method: "PATCH",
    path: "/lines/:id",
    permission: "lines:write",
    summary: "Change a line at any time, for the next calls; what is absent stays, credentials too",
    params: byId,
    body: linePatch,
    status: 200,
    response: line,
    refusals: ["not_found", "invalid"],
  }),
  deleteLine: defineEndpoint({
    method: "DELETE",
    path: "/lines/:id",
    permission: "lines:write",
    summary: "Delete a line; campaigns that call over it are paused",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found", "in_use"],
  }),
  checkLine: defineEndpoint({
    method: "POST",
    path: "/lines/:id/check",
    permission: "lines:write",
    summary: "Check what can be checked without ringing anybody",
    params: byId,
    status: 200,
    response: line,
    refusals: ["not_found", "unavailable"],
  }),
};
