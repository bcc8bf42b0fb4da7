import { describe, expect, test } from "vitest";
import { employeeProblems } from "./employee-problems.ts";
import type { EmployeeProfile } from "./employee.ts";

const sound: EmployeeProfile = {
  name: "Robin",
  role: "",
  kind: "conversation",
  language: "en",
  voice: null,
  greeting: "Hello {{first_name}}.",
  instructions: 'Answer as {"json": true}.',
  message: null,
  audioId: null,
  goal: null,
  collect: [],
  keys: [],
  voicemailMessage: null,
};
const codes = (change: Partial<EmployeeProfile>) => employeeProblems({ ...sound, ...change }).map(({ code }) => code);

describe("what keeps an AI employee from calling", () => {
  test("nothing, when it has what its kind needs", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ kind: "announcement", greeting: "", message: "We are closed." })).toEqual([]);
    expect(codes({ kind: "announcement", greeting: "", audioId: "7" })).toEqual([]);
  });

  test.each<[Partial<EmployeeProfile>, string[]]>([
    [{ greeting: " \n" }, ["no_greeting"]],
    [{ kind: "announcement", message: " " }, ["no_message"]],
    [{ kind: "announcement", message: null, greeting: "" }, ["no_message"]],
    [{ greeting: "Hello {{first_name" }, ["broken_template"]],
    [
      { instructions: "{{}}", voicemailMessage: "{{x | }}", message: "{{" },
      ["broken_template", "broken_template", "broken_template"],
    ],
    [{ keys: [{ key: "1", label: "", action: "collect", field: null }] }, ["key_without_field"]],
    [{ keys: [{ key: "1", label: "", action: "end", field: null }] }, []],
  ])("%o has %o", (change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test("a broken template is told with the place it stands in", () => {
    const [problem] = employeeProblems({ ...sound, voicemailMessage: "{{first_name" });
    expect(problem?.message).toMatch(/^In its voicemail message: A variable is not closed/);
  });
});
