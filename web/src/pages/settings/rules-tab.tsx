/** The organisation's rules over all its campaigns. */
import { Alert, Button, Group, NumberInput, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { defaultRules } from "#domain/campaign/settings.ts";
import { useMay } from "../../app/session.ts";
import { type Answer, call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { useSending } from "../../lib/send-form.ts";
import { Failure, Section } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";

type Rules = Answer<"getRules">;

const key = keys.settings("rules");

export function RulesTab() {
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => call("getRules") });
  if (error && !data) return <Failure what="The calling rules" problem={error} again={() => void refetch()} />;
  if (!data) return <div className="panel s-wait late" role="status" aria-label="Loading the calling rules" />;
  return <RulesForm rules={data} />;
}

/** What may be null in the API is a switch or an empty field here. */
function formOf({ quietHours, maxCallsPer24h, retentionDays, ...rest }: Rules) {
  return {
    ...rest,
    quiet: quietHours !== null,
    quietHours: quietHours ?? defaultRules.quietHours!,
    maxCallsPer24h: maxCallsPer24h ?? ("" as number | string),
    retentionDays: retentionDays ?? ("" as number | string),
  };
}

type Values = ReturnType<typeof formOf>;

const orNull = (value: number | string): number | null => (value === "" ? null : (value as number));

function bodyOf({ quiet, quietHours, maxCallsPer24h, retentionDays, ...rest }: Values): Rules {
  return {
    ...rest,
    quietHours: quiet ? quietHours : null,
    maxCallsPer24h: orNull(maxCallsPer24h),
    retentionDays: orNull(retentionDays),
  };
}

function RulesForm({ rules }: { rules: Rules }) {
  const may = useMay();
  const form = useForm<Values>({ initialValues: formOf(rules) });
  const { submit, busy, problem } = useSending(form, {
    bodyOf,
    schema: async () => (await import("#contract/rules.ts")).rulesInput,
    send: async (body) => {
      const saved = await call("setRules", { body });
      queryClient.setQueryData(key, saved);
      form.setValues(formOf(saved));
      form.resetDirty();
      tell({ text: "The calling rules are saved, for the next calls." });
    },
  });
  const disabled = !may("rules:write");
  return (
    <form onSubmit={submit} aria-label="Calling rules">
      <QuietHours form={form} disabled={disabled} />
      <Caps form={form} disabled={disabled} />
      <Recordings form={form} disabled={disabled} />
      {problem !== null && (
        <Alert color="red" mb="md">
          {problem}
        </Alert>
      )}
      {!disabled && (
        <Group>
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      )}
    </form>
  );
}

interface PartProps {
  form: ReturnType<typeof useForm<Values>>;
  disabled: boolean;
}

function QuietHours({ form, disabled }: PartProps) {
  return (
    <Section
      title="Quiet hours"
      about="Hours without calls, in the contact's own time. They bound every campaign's calling hours; on a simulator line only where its settings say so."
    >
      <div className="s-fields">
        <Switch label="No calls at night" disabled={disabled} {...form.getInputProps("quiet", { type: "checkbox" })} />
        {form.values.quiet && (
          <div className="s-two">
            <TextInput
              label="From"
              placeholder="21:00"
              disabled={disabled}
              {...form.getInputProps("quietHours.from")}
              error={form.errors["quietHours.from"] ?? form.errors["quietHours"]}
            />
            <TextInput label="To" placeholder="08:00" disabled={disabled} {...form.getInputProps("quietHours.to")} />
          </div>
        )}
      </div>
    </Section>
  );
}

function Caps({ form, disabled }: PartProps) {
  return (
    <Section
      title="One person, several campaigns"
      about="A number that has reached a limit waits, with the reason shown; it is not left out."
    >
      <div className="s-two">
        <NumberInput
          label="Minimum gap"
          description="Between calls to one number by different campaigns"
          suffix=" minutes"
          min={0}
          max={43_200}
          allowDecimal={false}
          disabled={disabled}
          {...form.getInputProps("minGapMinutes")}
        />
        <NumberInput
          label="Calls per 24 hours"
          description="To one number, over all campaigns; empty: no cap"
          min={1}
          max={100}
          allowDecimal={false}
          disabled={disabled}
          {...form.getInputProps("maxCallsPer24h")}
        />
      </div>
    </Section>
  );
}

function Recordings({ form, disabled }: PartProps) {
  return (
    <Section
      title="Recordings"
      about="No effect yet: this version makes no recordings and deletes no conversations by itself. What is set here is kept."
    >
      <div className="s-fields">
        <Switch
          label="Announce that the call is recorded"
          description="No effect yet"
          disabled={disabled}
          {...form.getInputProps("recordingAnnouncement", { type: "checkbox" })}
        />
        <NumberInput
          label="Keep conversations for"
          description="No effect yet. Empty: for ever"
          suffix=" days"
          min={1}
          max={36_500}
          allowDecimal={false}
          maw={300}
          disabled={disabled}
          {...form.getInputProps("retentionDays")}
        />
      </div>
    </Section>
  );
}
