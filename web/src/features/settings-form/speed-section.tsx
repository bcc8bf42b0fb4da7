/** How many calls at once, how fast they start, and when the campaign would be done at that. */
import { NumberInput, Slider } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { ranges } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import type { Answer } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { Info, Section } from "../../ui/page.tsx";
import { finishText } from "./describe.ts";
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
  const holds = [
    employee && `${employee.name} can hold ${grouped(employee.maxConcurrentCalls)} calls`,
    line && limits && `the line “${line.name}” carries ${grouped(limits.maxConcurrentCalls)}`,
  ].filter(Boolean);
  return (
    <div id="speed" className="form-anchor">
      <Section title="Speed" about={holds.length > 0 ? `${holds.join(", ")}.` : "More calls at once end sooner."}>
        <div className="form-speed">
          <div className="form-speed-slider">
            <NumberField
              label="Calls at once"
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
                thumbLabel="Calls at once"
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
                New calls per second{" "}
                <Info text="How fast new calls may start. Empty: as fast as the line takes them. Some carriers refuse calls that come faster than agreed." />
              </>
            }
            placeholder={limits?.callsPerSecond ? `${limits.callsPerSecond}, the line’s` : "No limit"}
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
        {estimatedFinishAt === null ? (
          "When it is done can be said once there are contacts, an AI employee, a line and hours."
        ) : (
          <>
            {grouped(willCall)} {willCall === 1 ? "contact" : "contacts"} to call, done{" "}
            <b>{finishText(estimatedFinishAt)}</b>.
          </>
        )}
        {concurrency > 0 && concurrency < atOnce && (
          <> Only {grouped(concurrency)} at once: the AI employee or the line holds no more.</>
        )}
      </span>
    </div>
  );
}
