/** Which AI employee calls: the one named, the one in a file, or the one there is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { aiEmployeeInput, aiEmployeePatch } from "#contract/ai-employees.ts";
import { parse } from "#contract/sentences.ts";
import { type AiEmployee, type Client, listAll } from "./client.ts";
import { badInput } from "./failure.ts";
import { readableFile } from "./files.ts";

/** The absolute path of the file that describes the AI employee, where `wanted` names one. */
export async function employeeFile(wanted: string | undefined, startedIn: string): Promise<string | undefined> {
  return wanted?.toLowerCase().endsWith(".json") ? readableFile(wanted, startedIn) : undefined;
}

/** @param wanted a name, an id, or a file whose name ends in .json; undefined: the active one */
export async function chooseEmployee(
  client: Client,
  wanted: string | undefined,
  where: { startedIn: string; simulated: boolean },
): Promise<AiEmployee> {
  const file = await employeeFile(wanted, where.startedIn);
  if (file !== undefined) return employeeFromFile(client, file);
  const employees = await listEmployees(client);
  if (wanted !== undefined) {
    const found = named(employees, wanted);
    if (found) return found;
    throw badInput(`There is no AI employee named "${wanted}"; there ${are(employees)}.`);
  }
  const ready = employees.filter(({ active, problems }) => active && problems.length === 0);
  const [first, second] = ready;
  if (!first) {
    throw badInput("No AI employee is active and ready; name one with --employee, or give one as a file (FILE.json).");
  }
  // On a telephone the wrong voice would say the wrong thing to real people; the simulator's mind it not.
  if (second && !where.simulated) {
    throw badInput(`Several AI employees could call; choose one with --employee: there ${are(ready)}.`);
  }
  return first;
}

function listEmployees(client: Client): Promise<AiEmployee[]> {
  return listAll((query) => client.call("listAiEmployees", { query }));
}

function named(employees: readonly AiEmployee[], wanted: string): AiEmployee | undefined {
  const folded = wanted.toLowerCase();
  return (
    employees.find(({ id, name }) => id === wanted || name === wanted) ??
    employees.find(({ name }) => name.toLowerCase() === folded)
  );
}

function are(employees: readonly AiEmployee[]): string {
  const names = employees.map(({ name }) => `"${name}"`);
  return names.length === 0 ? "are none" : `${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
}

/** Created or, where one has its name, changed: what the file leaves out stays as it is. */
async function employeeFromFile(client: Client, absolute: string): Promise<AiEmployee> {
  const file = path.basename(absolute);
  const text = await readFile(absolute, "utf8");
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw badInput(`${file} is no JSON: ${(cause as Error).message}.`);
  }
  const input = parse(aiEmployeeInput, given, "The AI employee");
  if ("problems" in input) {
    throw badInput(input.problems.map(({ message }) => `${file}: ${message}`).join("\n"));
  }
  const present = named(await listEmployees(client), input.value.name);
  if (!present) return client.call("createAiEmployee", { body: input.value });
  const patch = parse(aiEmployeePatch, given);
  const body = "value" in patch ? patch.value : input.value;
  return client.call("updateAiEmployee", { params: { id: present.id }, body });
}
