/** Whether and when a contact that was not reached is tried again. */
import { Chip, Group, SegmentedControl, Select, Switch } from "@mantine/core";
import { useState } from "react";
import { retryableOutcomes } from "#domain/call/outcomes.ts";
import { defaultSettings, ranges } from "#domain/campaign/settings.ts";
import { contactStatusWords } from "../../words/en.ts";
import { retryForm } from "../../words/settings-form.tsx";
import { Section } from "../../ui/page.tsx";
import { lengthText, retryDelays } from "./describe.ts";
import { type FieldsForm, settingsOf } from "./fields.ts";
import { NumberField } from "./number-field.tsx";

const units = { minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof units;
const unitNames = ["minutes", "hours", "days"] as const;

/** The largest unit in which a delay is a whole number. */
const unitOf = (seconds: number): Unit =>
  (["days", "hours"] as const).find((unit) => seconds % units[unit] === 0) ?? "minutes";

/** In the order in which the manual names the conditions. */
const conditions = retryableOutcomes.toSorted((a, b) => Number(a === "voicemail") - Number(b === "voicemail"));

export function RetrySection({ form }: { form: FieldsForm }) {
  const { fields, change, errorOf } = form;
  const { retry } = settingsOf(fields);
  const isOn = retry.maxRetries > 0;
  const turn = (on: boolean) =>
    change({ "settings.retry.maxRetries": on ? defaultSettings.retry.maxRetries : ranges.maxRetries.min });
  return (
    <div id="retries" className="form-anchor">
      <Section
        title={retryForm.title}
        about={retryForm.about}
        action={
          <Switch aria-label={retryForm.title} checked={isOn} onChange={(event) => turn(event.currentTarget.checked)} />
        }
      >
        {isOn && (
          <>
            <div className="form-row">
              <NumberField
                label={retryForm.most}
                w={110}
                min={1}
                max={ranges.maxRetries.max}
                allowDecimal={false}
                value={retry.maxRetries}
                // None is what the switch is for; the field would go while one types.
                onValue={(value) => value > 0 && change({ "settings.retry.maxRetries": value })}
                error={errorOf("settings.retry.maxRetries")}
              />
              <Delay form={form} />
              <SegmentedControl
                aria-label={retryForm.backoff}
                size="sm"
                maw="100%"
                className="form-segments"
                value={retry.backoff}
                onChange={(value) => change({ "settings.retry.backoff": value })}
                data={[
                  { value: "fixed", label: retryForm.fixed },
                  { value: "exponential", label: retryForm.exponential },
                ]}
              />
            </div>
            <div className="form-label" id="retry-conditions">
              {retryForm.conditions}
            </div>
            <Chip.Group
              multiple
              value={retry.on}
              onChange={(on) => change({ "settings.retry.on": conditions.filter((one) => on.includes(one)) })}
            >
              <Group gap={8} role="group" aria-labelledby="retry-conditions">
                {conditions.map((outcome) => (
                  <Chip key={outcome} value={outcome} radius="md" variant="outline" size="sm">
                    {contactStatusWords[outcome]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {retry.on.length === 0 && <p className="form-note">{retryForm.noConditions}</p>}
          </>
        )}
        <Tries delays={retry.on.length > 0 ? retryDelays(retry) : []} />
      </Section>
    </div>
  );
}

function Delay({ form: { fields, change, errorOf } }: { form: FieldsForm }) {
  const seconds = fields["settings.retry.delaySeconds"];
  const [unit, setUnit] = useState<Unit>(() => unitOf(seconds));
  return (
    <>
      <NumberField
        label={retryForm.delay}
        w={100}
        min={1}
        max={Math.floor(ranges.delaySeconds.max / units[unit])}
        decimalScale={2}
        value={Number((seconds / units[unit]).toFixed(2))}
        onValue={(value) => change({ "settings.retry.delaySeconds": Math.round(value * units[unit]) })}
        error={errorOf("settings.retry.delaySeconds")}
      />
      <Select
        aria-label={retryForm.delayUnit}
        w={110}
        data={unitNames.map((name) => ({ value: name, label: retryForm.units[name] }))}
        value={unit}
        onChange={(value) => {
          const next = value as Unit;
          const count = Math.min(
            Math.max(1, Math.round(seconds / units[unit])),
            Math.floor(ranges.delaySeconds.max / units[next]),
          );
          setUnit(next);
          change({ "settings.retry.delaySeconds": count * units[next] });
        }}
      />
    </>
  );
}

/** More than these do not fit in a line. */
const shownTries = 4;

function Tries({ delays }: { delays: readonly number[] }) {
  const shown = delays.slice(0, delays.length > shownTries ? shownTries - 1 : shownTries);
  const further = delays.slice(shown.length);
  return (
    <ol className="form-tries" aria-label={retryForm.tries}>
      <li>
        <b>{retryForm.attempt(1)}</b>
        <span>{retryForm.firstAt}</span>
      </li>
      {shown.map((seconds, index) => (
        <li key={index}>
          <b>{retryForm.attempt(index + 2)}</b>
          <span>{(index === delays.length - 1 ? retryForm.lastAfter : retryForm.after)(lengthText(seconds))}</span>
        </li>
      ))}
      {further.length > 0 && (
        <li>
          <b>{retryForm.attempts(shown.length + 2, delays.length + 1)}</b>
          <span>{retryForm.furtherAfter(lengthText(further.at(-1)!))}</span>
        </li>
      )}
    </ol>
  );
}
