/** Sends a form: first it is held to the contract's own schema, then to the server; what either says stands at its field. */
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { ApiProblem } from "./api.ts";

type Schema = Parameters<(typeof import("#contract/sentences.ts"))["parse"]>[0];
type Fault = { path: string; message: string };

interface Sending {
  submit: ReturnType<UseFormReturnType<object>["onSubmit"]>;
  busy: boolean;
  /** What concerns no single field. */
  problem: string | null;
}

/**
 * @param bodyOf what is sent, of what was filled in; its paths are those of the form
 * @param schema of that body; loaded when it is first needed, for it is large
 */
export function useSending<Values extends object, Body>(
  form: UseFormReturnType<Values>,
  given: {
    bodyOf: (values: Values) => Body;
    schema?: () => Promise<Schema>;
    send: (body: Body) => Promise<void>;
  },
): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const show = (faults: readonly Fault[], whole: string | null) => {
    const known = faults.filter(({ path }) => isFieldOf(form.values, path));
    form.setErrors(Object.fromEntries(known.map(({ path, message }) => [path, withoutName(path, message)])));
    const [first] = known;
    if (first) form.getInputNode(first.path)?.focus();
    const rest = faults.filter((fault) => !known.includes(fault)).map(({ message }) => message);
    setProblem(rest.length > 0 ? rest.join(" ") : known.length > 0 ? null : whole);
  };
  const send = async (values: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      const body = given.bodyOf(values);
      const faults = given.schema ? await faultsOf(await given.schema(), body) : [];
      if (faults.length > 0) show(faults, null);
      else await given.send(body);
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      show(fault.errors, fault.message);
    } finally {
      setBusy(false);
    }
  };
  const submit = form.onSubmit(
    (values) => void send(values),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus(),
  );
  return { submit, busy, problem };
}

async function faultsOf(schema: Schema, body: unknown): Promise<readonly Fault[]> {
  const { parse } = await import("#contract/sentences.ts");
  const read = parse(schema, body);
  return "problems" in read ? read.problems : [];
}

/** Whether the form has this field, such as `collect.0.field`. */
function isFieldOf(values: object, path: string): boolean {
  let place: unknown = values;
  for (const key of path.split(".")) {
    if (typeof place !== "object" || place === null || !(key in place)) return false;
    place = (place as Record<string, unknown>)[key];
  }
  return path !== "";
}

/** The API's name of the field goes: the sentence stands below its label. */
export function withoutName(path: string, message: string): string {
  const name = path.split(".").at(-1) ?? "";
  if (!message.startsWith(`${name} `)) return message;
  const rest = message.slice(name.length + 1);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
