/** Dates on which nobody is called. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { daysOffForm } from "../../words/settings-form.tsx";
import { dateText } from "./describe.ts";
import type { FieldsForm } from "./fields.ts";

export function BlackoutDates({ form: { fields, change, errorOf } }: { form: FieldsForm }) {
  const [date, setDate] = useState("");
  const chosen = fields["settings.blackoutDates"];
  const set = (next: string[]) => change({ "settings.blackoutDates": next.toSorted() });
  const add = () => {
    if (date !== "" && !chosen.includes(date)) set([...chosen, date]);
    setDate("");
  };
  return (
    <div className="form-blackout">
      <div className="form-row">
        <TextInput
          type="date"
          label={daysOffForm.label}
          w={180}
          value={date}
          error={errorOf("settings.blackoutDates")}
          onChange={(event) => setDate(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && add()}
        />
        <Button variant="default" leftSection={<IconPlus size={15} />} disabled={date === ""} onClick={add}>
          {daysOffForm.add}
        </Button>
      </div>
      {chosen.length > 0 && (
        <ul className="form-blackout-list" aria-label={daysOffForm.label}>
          {chosen.map((one) => (
            <li key={one} className="tag">
              {dateText(one)}
              <ActionIcon
                size={24}
                aria-label={daysOffForm.remove(dateText(one))}
                onClick={() => set(chosen.filter((other) => other !== one))}
              >
                <IconX size={13} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
