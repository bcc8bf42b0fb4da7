/** Over which line, under which number, for how long, until when, and whether it is recorded. */
import { Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ranges } from "#domain/campaign/settings.ts";
import { type LineKind, lineLimits } from "#domain/line.ts";
import { type Answer, call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { Section } from "../../ui/page.tsx";
import { lengthText } from "./describe.ts";
import type { FieldsForm } from "./fields.ts";
import { instantOf, localInput } from "./local-time.ts";
import { NumberField } from "./number-field.tsx";

type Line = Answer<"getLine">;

const kindWords: Record<LineKind, string> = { simulator: "simulator", sip: "SIP", twilio: "Twilio" };

export function useLines(): Line[] {
  const lines = useQuery({
    queryKey: [...keys.lines, "all"],
    queryFn: ({ signal }) => call("listLines", { query: { limit: 200 } }, { signal }),
  });
  return lines.data?.items ?? [];
}

export function LineSection({ form }: { form: FieldsForm }) {
  const { fields, change, errorOf } = form;
  const lines = useLines();
  const line = lines.find(({ id }) => id === fields.lineId);
  const data = lines.map(({ id, name, kind, active }) => ({
    value: id,
    label: `${name} (${kindWords[kind]})${active ? "" : ", switched off"}`,
    disabled: !active && id !== fields.lineId,
  }));
  return (
    <div id="line" className="form-anchor">
      <Section title="Line and limits">
        <div className="form-two">
          <Select
            label="Line"
            placeholder="Choose a line"
            data={data}
            value={fields.lineId}
            onChange={(lineId) => change({ lineId, callerId: null })}
            error={errorOf("lineId") ?? line?.problems[0]?.message}
            description={
              line?.kind === "simulator"
                ? "Nobody is rung: calls are simulated."
                : "How calls reach the telephone network."
            }
          />
          <CallerId form={form} line={line} />
          <NumberField
            label="Ring for"
            description="Then it counts as no answer."
            suffix=" seconds"
            min={ranges.ringTimeoutSeconds.min}
            max={ranges.ringTimeoutSeconds.max}
            allowDecimal={false}
            value={fields["settings.ringTimeoutSeconds"]}
            onValue={(value) => change({ "settings.ringTimeoutSeconds": value })}
            error={errorOf("settings.ringTimeoutSeconds")}
          />
          <NumberField
            label="Longest call"
            description={`Ended after ${lengthText(fields["settings.maxCallSeconds"])}.`}
            suffix=" seconds"
            step={30}
            min={ranges.maxCallSeconds.min}
            max={ranges.maxCallSeconds.max}
            allowDecimal={false}
            value={fields["settings.maxCallSeconds"]}
            onValue={(value) => change({ "settings.maxCallSeconds": value })}
            error={errorOf("settings.maxCallSeconds")}
          />
          <TextInput
            type="datetime-local"
            label="End date"
            description="In your time. No new call starts after it; empty for none."
            value={localInput(fields["settings.endsAt"])}
            onChange={(event) => change({ "settings.endsAt": instantOf(event.currentTarget.value) })}
            error={errorOf("settings.endsAt")}
          />
          <Switch
            className="form-switch"
            label="Record calls"
            description="Contacts can be told so; see Settings."
            checked={fields["settings.recording"]}
            onChange={(event) => change({ "settings.recording": event.currentTarget.checked })}
          />
        </div>
      </Section>
    </div>
  );
}

const first = "first";

function CallerId({ form: { fields, change, errorOf }, line }: { form: FieldsForm; line: Line | undefined }) {
  const numbers = line ? lineLimits(line.kind, line.settings).callerIds : [];
  if (numbers.length > 0) {
    return (
      <Select
        label="Caller ID"
        description="The number people see."
        data={[
          { value: first, label: `${numbers[0]}, the line’s first` },
          ...numbers.map((number) => ({ value: number, label: number })),
        ]}
        value={fields.callerId ?? first}
        onChange={(value) => change({ callerId: value === first ? null : value })}
        error={errorOf("callerId")}
      />
    );
  }
  return (
    <TextInput
      label="Caller ID"
      description="The number people see. Empty: the line’s own."
      placeholder="+14155550123"
      value={fields.callerId ?? ""}
      onChange={({ currentTarget: { value } }) => change({ callerId: value.trim() === "" ? null : value })}
      error={errorOf("callerId")}
    />
  );
}
