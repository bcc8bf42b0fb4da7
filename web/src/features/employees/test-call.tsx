/** Lets an AI employee call one number, and shows what was said. */
import { Alert, Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPhoneCall } from "@tabler/icons-react";
import { useState } from "react";
import { type Answer, call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { testCallWords as words } from "../../words/test-call.ts";
import { useLines } from "../lines/use-lines.ts";
import type { Employee } from "./employee.ts";
import { TestCallResult } from "./test-call-result.tsx";
import "./test-call.css";

type Call = Answer<"testCall">;

/** `employee` null: closed. */
export function TestCallDialog({ employee, close }: { employee: Employee | null; close: () => void }) {
  return (
    <Modal opened={employee !== null} onClose={close} title={words.title(employee?.name ?? "")}>
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
    <form onSubmit={submit} className="test-call-form" noValidate>
      <TextInput
        label={words.number}
        description={line?.kind === "simulator" ? words.simulatorAbout : words.numberAbout}
        type="tel"
        placeholder="+1 415 555 0142"
        withAsterisk
        {...form.getInputProps("to")}
      />
      <Select
        label={words.line}
        data={lines.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={words.noLine}
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
        {words.call}
      </Button>
    </form>
  );
}
