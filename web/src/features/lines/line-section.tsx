/** One line: its settings, whether it works, and the way to remove it. */
import { Button, Group } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { KeyValue, Section } from "../../ui/page.tsx";
import { SaveForm } from "../../ui/save-form.tsx";
import { tell } from "../../ui/toast.tsx";
import { lineKindWords } from "../../words/settings.ts";
import { lineEdit as words, lineFacts as facts } from "../../words/lines.ts";
import { yesOrNo } from "../../words/ui.ts";
import { SimulatorFields } from "./simulator-fields.tsx";
import { simulatorFormOf, simulatorPatchOf } from "./simulator.ts";
import { forgetLine, keepLine, type Line } from "./use-lines.ts";

export function LineSection({ line }: { line: Line }) {
  const may = useMay();
  if (!may("lines:write") || line.kind !== "simulator") return <ReadLine line={line} />;
  return <EditSimulator line={line} />;
}

function EditSimulator({ line }: { line: Line }) {
  const form = useForm({ initialValues: simulatorFormOf(line) });
  const sending = useSending(form, {
    bodyOf: simulatorPatchOf,
    schema: async () => (await import("#contract/lines.ts")).linePatch,
    send: async (body) => {
      const saved = await call("updateLine", { params: { id: line.id }, body });
      keepLine(saved);
      form.setValues(simulatorFormOf(saved));
      form.resetDirty();
      tell({ text: words.saved(saved.name) });
    },
  });
  return (
    <Section title={line.name} about={words.about} action={<LineActs line={line} />}>
      <SaveForm label={words.label(line.name)} sending={sending} isDirty={form.isDirty()}>
        <SimulatorFields form={form} />
      </SaveForm>
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
          {words.remove}
        </Button>
        <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
          {words.check}
        </Button>
      </Group>
      <div role="status">
        {check.data && found.length === 0 && (
          <span className="s-good">
            <IconCheck size={14} aria-hidden /> {words.works}
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
          title={words.removeTitle(line.name)}
          verb={words.remove}
          close={() => setRemoving(false)}
          act={async () => {
            await call("deleteLine", { params: { id: line.id } });
            forgetLine();
            tell({ text: words.removed(line.name) });
          }}
        >
          {words.removeAbout}
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
        <KeyValue name={facts.kind}>{lineKindWords[line.kind].name}</KeyValue>
        <KeyValue name={facts.active}>{yesOrNo(line.active)}</KeyValue>
        {maxConcurrentCalls !== undefined && <KeyValue name={facts.atOnce}>{facts.upTo(maxConcurrentCalls)}</KeyValue>}
        <KeyValue name={facts.perSecond}>{callsPerSecond ?? facts.noLimit}</KeyValue>
      </dl>
    </Section>
  );
}
