/** One line: its settings, whether it works, and the way to remove it. */
import { Alert, Button, Group } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { useSending } from "../../lib/send-form.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { KeyValue, Section } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { lineKindWords } from "../../words/settings.ts";
import { SimulatorFields } from "./simulator-fields.tsx";
import { simulatorFormOf, simulatorPatchOf } from "./simulator.ts";
import { forgetLine, keepLine, type Line } from "./use-lines.ts";

export function LineSection({ line }: { line: Line }) {
  const may = useMay();
  if (!may("lines:write") || line.kind !== "simulator") return <ReadLine line={line} />;
  return <EditSimulator line={line} />;
}

const about =
  "Built in, so that everything can be tried: nobody is rung, and every call says Simulated. The last two digits of a number choose how its call goes.";

function EditSimulator({ line }: { line: Line }) {
  const form = useForm({ initialValues: simulatorFormOf(line) });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: simulatorPatchOf,
    schema: async () => (await import("#contract/lines.ts")).linePatch,
    send: async (body) => {
      const saved = await call("updateLine", { params: { id: line.id }, body });
      keepLine(saved);
      form.setValues(simulatorFormOf(saved));
      form.resetDirty();
      tell({ text: `${saved.name} is saved, for the next calls.` });
    },
  });
  return (
    <Section title={line.name} about={about} action={<LineActs line={line} />}>
      <form onSubmit={submit} aria-label={`Settings of ${line.name}`}>
        <SimulatorFields form={form} />
        {problem !== null && (
          <Alert color="red" mt="md">
            {problem}
          </Alert>
        )}
        <Group mt="lg">
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </form>
    </Section>
  );
}

function LineActs({ line }: { line: Line }) {
  const [removing, setRemoving] = useState(false);
  const check = useMutation({
    mutationFn: () => call("checkLine", { params: { id: line.id } }),
    onSuccess: keepLine,
    onError: (problem) => tell({ text: problem.message, refused: true }),
  });
  const found = check.data?.problems ?? [];
  return (
    <div className="s-acts">
      <Group gap={8} wrap="nowrap">
        <Button variant="default" size="xs" onClick={() => setRemoving(true)}>
          Remove
        </Button>
        <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
          Check
        </Button>
      </Group>
      <div role="status">
        {check.data && found.length === 0 && (
          <span className="s-good">
            <IconCheck size={14} aria-hidden /> Checked, it works
          </span>
        )}
        {found.map(({ message }) => (
          <span key={message} className="s-bad">
            <IconAlertTriangle size={14} aria-hidden /> {message}
          </span>
        ))}
      </div>
      {removing && (
        <Confirm
          title={`Remove ${line.name}`}
          verb="Remove"
          close={() => setRemoving(false)}
          act={async () => {
            await call("deleteLine", { params: { id: line.id } });
            forgetLine();
            tell({ text: `${line.name} is removed.` });
          }}
        >
          Campaigns that call over it are paused, until they are given another line. Calls that are live go on to their
          end.
        </Confirm>
      )}
    </div>
  );
}

function ReadLine({ line }: { line: Line }) {
  const { maxConcurrentCalls, callsPerSecond } = line.settings as {
    maxConcurrentCalls?: number;
    callsPerSecond?: number | null;
  };
  return (
    <Section title={line.name}>
      <dl>
        <KeyValue name="Kind">{lineKindWords[line.kind].name}</KeyValue>
        <KeyValue name="Active">{line.active ? "Yes" : "No"}</KeyValue>
        {maxConcurrentCalls !== undefined && (
          <KeyValue name="Calls at once">up to {grouped(maxConcurrentCalls)}</KeyValue>
        )}
        <KeyValue name="New calls per second">{callsPerSecond ?? "No limit"}</KeyValue>
      </dl>
    </Section>
  );
}
