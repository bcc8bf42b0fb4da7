/** The settings of a simulator line. */
import { NumberInput, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { outcomes } from "#domain/call/outcomes.ts";
import { ranges } from "#domain/campaign/settings.ts";
import { contactStatusWords } from "../../words/en.ts";
import type { SimulatorForm } from "./simulator.ts";

type Form = UseFormReturnType<SimulatorForm>;

export function SimulatorFields({ form }: { form: Form }) {
  const checkbox = { type: "checkbox" } as const;
  return (
    <div className="s-fields">
      <div className="s-two">
        <TextInput label="Name" withAsterisk {...form.getInputProps("name")} />
        <Switch
          className="s-beside"
          label="Active"
          description="No new call goes over a line that is off"
          {...form.getInputProps("active", checkbox)}
        />
      </div>
      <div className="s-two">
        <NumberInput
          label="Speed"
          description="Times faster than life; retry delays and calling hours stay as they are"
          min={0.1}
          max={1_000_000}
          thousandSeparator=","
          disabled={form.values.noWaiting}
          {...form.getInputProps("settings.speed")}
        />
        <Switch
          className="s-beside"
          label="No waiting"
          description="Every call is over at once"
          {...form.getInputProps("noWaiting", checkbox)}
        />
      </div>
      <div className="s-two">
        <NumberInput
          label="Calls at once"
          description="Live on this line at any time"
          {...ranges.maxConcurrentCalls}
          allowDecimal={false}
          thousandSeparator=","
          {...form.getInputProps("settings.maxConcurrentCalls")}
        />
        <NumberInput
          label="New calls per second"
          description="Empty: no limit"
          max={ranges.callsPerSecond.max}
          {...form.getInputProps("settings.callsPerSecond")}
        />
      </div>
      <MixFields form={form} />
      <Switch
        label="Network failures trip the circuit breaker"
        description="Numbers that end in 03, 12 and 14 count as faults of this line, to try the breaker"
        {...form.getInputProps("settings.breaker", checkbox)}
      />
      <Switch
        label="Quiet hours, minimum gap and 24-hour cap bind this line"
        description="Otherwise the calling rules do not count here, for nobody is rung"
        {...form.getInputProps("settings.quietHours", checkbox)}
      />
    </div>
  );
}

function MixFields({ form }: { form: Form }) {
  return (
    <div>
      <Switch
        label="A mix of outcomes"
        description="Calls end by these weights; the last two digits of the number then mean nothing"
        {...form.getInputProps("mixed", { type: "checkbox" })}
      />
      {form.values.mixed && (
        <div className="s-mix" role="group" aria-label="Weights of the outcomes">
          {outcomes.map((outcome) => (
            <NumberInput
              key={outcome}
              label={contactStatusWords[outcome]}
              min={0}
              max={1_000_000}
              hideControls
              {...form.getInputProps(`settings.mix.${outcome}`)}
            />
          ))}
          <NumberInput
            label="Seed"
            min={0}
            max={4_294_967_295}
            allowDecimal={false}
            hideControls
            {...form.getInputProps("settings.mix.seed")}
          />
        </div>
      )}
      {form.errors["settings.mix"] && <p className="s-error">{form.errors["settings.mix"]}</p>}
    </div>
  );
}
