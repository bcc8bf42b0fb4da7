/** Over which line, under which number, for how long, and until when. */
import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ranges } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import { type Answer, call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { Section } from "../../ui/page.tsx";
import { lineForm } from "../../words/settings-form.tsx";
import { lengthText } from "./describe.ts";
import type { FieldsForm } from "./fields.ts";
import { instantOf, localInput } from "./local-time.ts";
import { NumberField } from "./number-field.tsx";

type Line = Answer<"getLine">;

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
    label: lineForm.lineName(name, kind, active),
    disabled: !active && id !== fields.lineId,
  }));
  return (
    <div id="line" className="form-anchor">
      <Section title={lineForm.title}>
        <div className="form-two">
          <Select
            label={lineForm.line}
            placeholder={lineForm.choose}
            data={data}
            value={fields.lineId}
            onChange={(lineId) => change({ lineId, callerId: null })}
            error={errorOf("lineId") ?? line?.problems[0]?.message}
            description={line?.kind === "simulator" ? lineForm.simulator : lineForm.network}
          />
          <CallerId form={form} line={line} />
          <NumberField
            label={lineForm.ring}
            description={lineForm.ringAbout}
            suffix={lineForm.seconds}
            min={ranges.ringTimeoutSeconds.min}
            max={ranges.ringTimeoutSeconds.max}
            allowDecimal={false}
            value={fields["settings.ringTimeoutSeconds"]}
            onValue={(value) => change({ "settings.ringTimeoutSeconds": value })}
            error={errorOf("settings.ringTimeoutSeconds")}
          />
          <NumberField
            label={lineForm.longest}
            description={lineForm.longestAbout(lengthText(fields["settings.maxCallSeconds"]))}
            suffix={lineForm.seconds}
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
            label={lineForm.end}
            description={lineForm.endAbout}
            value={localInput(fields["settings.endsAt"])}
            onChange={(event) => change({ "settings.endsAt": instantOf(event.currentTarget.value) })}
            error={errorOf("settings.endsAt")}
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
        label={lineForm.callerId}
        description={lineForm.callerIdAbout}
        data={[
          { value: first, label: lineForm.firstOfLine(numbers[0]!) },
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
      label={lineForm.callerId}
      description={lineForm.callerIdOwn}
      placeholder="+14155550123"
      value={fields.callerId ?? ""}
      onChange={({ currentTarget: { value } }) => change({ callerId: value.trim() === "" ? null : value })}
      error={errorOf("callerId")}
    />
  );
}
