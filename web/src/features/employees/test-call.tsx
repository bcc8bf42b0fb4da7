/** Lets an AI employee call one number, and shows what was said. */
import { Alert, Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPhoneCall } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { useLines } from "../lines/use-lines.ts";
import type { Employee } from "./employee.ts";
import { TestCallTalk } from "./test-call-talk.tsx";

type Call = Answer<"testCall">;

/** `employee` null: closed. */
export function TestCallDialog({ employee, close }: { employee: Employee | null; close: () => void }) {
  return (
    <Modal opened={employee !== null} onClose={close} title={`Test call by ${employee?.name ?? ""}`}>
      {employee && <TestCall employee={employee} />}
    </Modal>
  );
}

export function TestCall({ employee }: { employee: Employee }) {
  const [made, setMade] = useState<Call | null>(null);
  return (
    <>
      <TestCallForm employee={employee} made={setMade} />
      {made && <TestCallResult key={made.id} call={made} employee={employee} />}
    </>
  );
}

function TestCallForm({ employee, made }: { employee: Employee; made: (call: Call) => void }) {
  const lines = (useLines().data ?? []).filter(({ active, problems }) => active && problems.length === 0);
  const form = useForm({ initialValues: { to: "", lineId: "" } });
  const lineId = form.values.lineId || lines[0]?.id || "";
  const line = lines.find(({ id }) => id === lineId);
  const { submit, busy, problem } = useSending(form, {
    bodyOf: ({ to }) => ({ to, lineId }),
    send: async (body) => made(await call("testCall", { params: { id: employee.id }, body })),
  });
  return (
    <form onSubmit={submit} className="e-fields">
      <TextInput
        label="Number to call"
        description={
          line?.kind === "simulator"
            ? "On the simulator any number: nobody is rung. Its last two digits choose how the call goes."
            : "Usually your own, with its country"
        }
        type="tel"
        placeholder="+1 415 555 0142"
        required
        {...form.getInputProps("to")}
      />
      <Select
        label="Line"
        data={lines.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder="No line works now"
        {...form.getInputProps("lineId")}
        value={lineId === "" ? null : lineId}
      />
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button
        type="submit"
        variant="default"
        loading={busy}
        disabled={lineId === ""}
        leftSection={<IconPhoneCall size={15} aria-hidden />}
      >
        Test call
      </Button>
    </form>
  );
}

/** How long a conversation is waited for: a ring and a talk at life speed. */
const PATIENCE_MILLISECONDS = 180_000;

function TestCallResult({ call: made, employee }: { call: Call; employee: Employee }) {
  const [since] = useState(() => Date.now());
  // The API tells of a test call by its conversation alone.
  const { data: conversation } = useQuery({
    queryKey: ["test-call", made.id],
    queryFn: async () => {
      const { items } = await call("listConversations", { query: { search: made.to, limit: 10 } });
      return items.find(({ callId }) => callId === made.id) ?? null;
    },
    refetchInterval: ({ state }) => (state.data || Date.now() - since > PATIENCE_MILLISECONDS ? false : 1_500),
  });
  const waited = Date.now() - since > PATIENCE_MILLISECONDS;
  return (
    <div className="e-try-result" role="status">
      <p className="e-try-head">
        {!conversation && !waited && <span className="live-dot" aria-hidden />}
        {conversation
          ? `${employee.name} talked with ${made.to}.`
          : waited
            ? `No conversation with ${made.to} came of it.`
            : `Calling ${made.to}. What is said appears here when the call has ended.`}
      </p>
      {made.simulated && <span className="tag">Simulated</span>}
      {conversation && <TestCallTalk conversation={conversation} employee={employee} />}
    </div>
  );
}
