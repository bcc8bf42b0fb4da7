/** The settings of a simulator line. */
import { NumberInput, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { outcomes } from "#domain/call/outcomes.ts";
import { ranges } from "#domain/campaign/settings.ts";
import { contactStatusWords } from "../../words/en.ts";
import { simulatorFields as words } from "../../words/lines.ts";
import type { SimulatorForm } from "./simulator.ts";

type Form = UseFormReturnType<SimulatorForm>;

export function SimulatorFields({ form }: { form: Form }) {
  const checkbox = { type: "checkbox" } as const;
  return (
    <div className="s-fields">
      <div className="s-two">
        <TextInput label={words.name} withAsterisk {...form.getInputProps("name")} />
        <Switch
          className="s-beside"
          label={words.active}
          description={words.activeAbout}
          {...form.getInputProps("active", checkbox)}
        />
      </div>
      <div className="s-two">
        <NumberInput
          label={words.speed}
          description={words.speedAbout}
          min={0.1}
          max={1_000_000}
          thousandSeparator=","
          disabled={form.values.noWaiting}
          {...form.getInputProps("settings.speed")}
        />
        <Switch
          className="s-beside"
          label={words.noWaiting}
          description={words.noWaitingAbout}
          {...form.getInputProps("noWaiting", checkbox)}
        />
      </div>
      <div className="s-two">
        <NumberInput
          label={words.atOnce}
          description={words.atOnceAbout}
          {...ranges.maxConcurrentCalls}
          allowDecimal={false}
          thousandSeparator=","
          {...form.getInputProps("settings.maxConcurrentCalls")}
        />
        <NumberInput
          label={words.perSecond}
          description={words.perSecondAbout}
          max={ranges.callsPerSecond.max}
          {...form.getInputProps("settings.callsPerSecond")}
        />
      </div>
      <MixFields form={form} />
      <Switch
        label={words.breaker}
        description={words.breakerAbout}
        {...form.getInputProps("settings.breaker", checkbox)}
      />
      <Switch
        label={words.rules}
        description={words.rulesAbout}
        {...form.getInputProps("settings.quietHours", checkbox)}
      />
    </div>
  );
}

function MixFields({ form }: { form: Form }) {
  return (
    <div>
      <Switch label={words.mix} description={words.mixAbout} {...form.getInputProps("mixed", { type: "checkbox" })} />
      {form.values.mixed && (
        <div className="s-mix" role="group" aria-label={words.weights}>
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
            label={words.seed}
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
