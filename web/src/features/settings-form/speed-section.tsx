/** How many calls at once, how fast they start, and when the campaign would be done at that. */
import { NumberInput, Slider } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { ranges } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import type { Answer } from "../../lib/api.ts";
import { around, grouped } from "../../lib/format.ts";
import { speedForm } from "../../words/settings-form.tsx";
import { Info, Section } from "../../ui/page.tsx";
import type { FieldsForm } from "./fields.ts";
import { useLines } from "./line-section.tsx";
import { NumberField } from "./number-field.tsx";

interface SpeedSectionProps {
  form: FieldsForm;
  employee: Answer<"getAiEmployee"> | undefined;
  /** What a start would do now; undefined while it is not known. */
  preflight: Answer<"getCampaignPreflight"> | undefined;
}

export function SpeedSection({ form: { fields, change, errorOf }, employee, preflight }: SpeedSectionProps) {
  const line = useLines().find(({ id }) => id === fields.lineId);
  const limits = line && lineLimits(line.kind, line.settings);
  const most = Math.min(employee?.maxConcurrentCalls ?? 100, limits?.maxConcurrentCalls ?? 100);
  const atOnce = fields["settings.maxConcurrentCalls"];
  const set = (value: number) => change({ "settings.maxConcurrentCalls": value });
  const holds = speedForm.holds(
    employee ? { name: employee.name, calls: employee.maxConcurrentCalls } : null,
    line && limits ? { name: line.name, calls: limits.maxConcurrentCalls } : null,
  );
  return (
    <div id="speed" className="form-anchor">
      <Section title={speedForm.title} about={holds ?? speedForm.about}>
        <div className="form-speed">
          <div className="form-speed-slider">
            <NumberField
              label={speedForm.atOnce}
              value={atOnce}
              onValue={set}
              min={ranges.maxConcurrentCalls.min}
              max={ranges.maxConcurrentCalls.max}
              allowDecimal={false}
              w={120}
              error={errorOf("settings.maxConcurrentCalls")}
            />
            {most > 1 && (
              <Slider
                color="ink"
                min={1}
                max={most}
                value={Math.min(atOnce, most)}
                onChange={set}
                label={null}
                thumbLabel={speedForm.atOnce}
                marks={[
                  { value: 1, label: "1" },
                  { value: most, label: grouped(most) },
                ]}
              />
            )}
          </div>
          <NumberInput
            label={
              <>
                {speedForm.perSecond} <Info text={speedForm.perSecondAbout} />
              </>
            }
            placeholder={limits?.callsPerSecond ? speedForm.lineLimit(limits.callsPerSecond) : speedForm.noLimit}
            value={fields["settings.callsPerSecond"] ?? ""}
            onChange={(value) => change({ "settings.callsPerSecond": typeof value === "number" ? value : null })}
            decimalScale={2}
            step={0.5}
            min={0.01}
            max={ranges.callsPerSecond.max}
            allowNegative={false}
            error={errorOf("settings.callsPerSecond")}
          />
        </div>
        {preflight && <Finish preflight={preflight} atOnce={atOnce} />}
      </Section>
    </div>
  );
}

function Finish({ preflight, atOnce }: { preflight: Answer<"getCampaignPreflight">; atOnce: number }) {
  const { estimatedFinishAt, concurrency, willCall } = preflight;
  return (
    <div className="form-eta" role="status">
      <IconClock size={18} stroke={1.7} aria-hidden />
      <span>
        {estimatedFinishAt === null ? speedForm.notKnown : speedForm.done(willCall, around(estimatedFinishAt))}
        {concurrency > 0 && concurrency < atOnce && speedForm.onlyAtOnce(concurrency)}
      </span>
    </div>
  );
}
