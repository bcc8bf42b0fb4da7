/** By whose clock the hours are read. */
import { Radio, Select } from "@mantine/core";
import { useMemo } from "react";
import { clockForm } from "../../words/settings-form.tsx";
import { zoneName } from "./describe.ts";
import type { FieldsForm } from "./fields.ts";
import { allZones, ownZone } from "./local-time.ts";

const none = "none";

export function TimeZone({ form: { fields, change, errorOf } }: { form: FieldsForm }) {
  const timezone = fields["settings.timezone"];
  const zones = useMemo(() => allZones().map((zone) => ({ value: zone, label: zoneName(zone) })), []);
  const turn = (mode: string) =>
    change({
      "settings.timezone":
        mode === "fixed"
          ? { mode, zone: (timezone.mode === "contact" ? timezone.fallback : null) ?? ownZone() }
          : { mode: "contact", fallback: timezone.mode === "fixed" ? timezone.zone : timezone.fallback },
    });
  return (
    <Radio.Group
      label={clockForm.label}
      mt="md"
      value={timezone.mode}
      onChange={turn}
      error={errorOf("settings.timezone")}
    >
      <div className="pick-grid pick-2">
        <div className="pick-card" data-on={timezone.mode === "contact" || undefined}>
          <Radio value="contact" size="sm" label={clockForm.contact} />
          <span>{clockForm.contactAbout}</span>
          {timezone.mode === "contact" && (
            <Select
              label={clockForm.fallback}
              size="xs"
              searchable
              limit={60}
              data={[{ value: none, label: clockForm.noFallback }, ...zones]}
              value={timezone.fallback ?? none}
              onChange={(zone) =>
                change({ "settings.timezone": { mode: "contact", fallback: zone === none ? null : zone } })
              }
            />
          )}
        </div>
        <div className="pick-card" data-on={timezone.mode === "fixed" || undefined}>
          <Radio value="fixed" size="sm" label={clockForm.fixed} />
          <span>{clockForm.fixedAbout}</span>
          {timezone.mode === "fixed" && (
            <Select
              label={clockForm.zone}
              size="xs"
              searchable
              limit={60}
              data={zones}
              value={timezone.zone}
              onChange={(zone) => zone !== null && change({ "settings.timezone": { mode: "fixed", zone } })}
            />
          )}
        </div>
      </div>
    </Radio.Group>
  );
}
