/** When calls may be made: the week, the days without, and by whose clock. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { alwaysOpen, defaultSettings, type Window } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { Section } from "../../ui/page.tsx";
import { hoursForm } from "../../words/settings-form.tsx";
import { BlackoutDates } from "./blackout-dates.tsx";
import type { FieldsForm } from "./fields.ts";
import { useLines } from "./line-section.tsx";
import { TimeZone } from "./time-zone.tsx";
import { weekOf, windowsOf } from "./week.ts";
import { WeekGrid } from "./week-grid.tsx";

const office = defaultSettings.windows;
const workdays = office[0]!.days;

const presets: ReadonlyArray<{ name: string; windows: Window[] }> = [
  { name: hoursForm.office, windows: office },
  { name: hoursForm.withSaturday, windows: [...office, { days: ["sat"], from: "10:00", to: "14:00" }] },
  { name: hoursForm.evenings, windows: [{ days: workdays, from: "17:00", to: "20:00" }] },
  { name: hoursForm.always, windows: alwaysOpen },
];

export function HoursSection({ form }: { form: FieldsForm }) {
  const { fields, change, errorOf } = form;
  const windows = fields["settings.windows"];
  const quietHours = useBindingQuietHours(fields.lineId);
  const same = (one: readonly Window[]) => JSON.stringify(windowsOf(weekOf(one)));
  const preset = presets.find((one) => same(one.windows) === same(windows))?.name ?? hoursForm.own;
  const error = errorOf("settings.windows");
  return (
    <div id="hours" className="form-anchor">
      <Section
        title={hoursForm.title}
        about={hoursForm.about}
        action={
          <Select
            aria-label={hoursForm.presets}
            w={200}
            data={[...presets.map(({ name }) => name), ...(preset === hoursForm.own ? [preset] : [])]}
            value={preset}
            onChange={(name) => {
              const chosen = presets.find((one) => one.name === name);
              if (chosen) change({ "settings.windows": structuredClone(chosen.windows) });
            }}
          />
        }
      >
        <WeekGrid windows={windows} quietHours={quietHours} onChange={(next) => change({ "settings.windows": next })} />
        {windows.length === 0 && <p className="form-note">{hoursForm.none}</p>}
        {error !== undefined && <p className="form-error">{error}</p>}
        {quietHours && (
          <p className="form-note">
            <i className="week-quiet-sample" aria-hidden /> {hoursForm.quiet(quietHours.from, quietHours.to)}
          </p>
        )}
        <TimeZone form={form} />
        <BlackoutDates form={form} />
      </Section>
    </div>
  );
}

/** The organisation's quiet hours, where the line obeys them: nobody is rung on a simulator. */
function useBindingQuietHours(lineId: string | null) {
  const rules = useQuery({ queryKey: keys.settings("rules"), queryFn: () => call("getRules") });
  const line = useLines().find(({ id }) => id === lineId);
  const binds = !line || lineLimits(line.kind, line.settings).bindsRules;
  return binds ? (rules.data?.quietHours ?? null) : null;
}
