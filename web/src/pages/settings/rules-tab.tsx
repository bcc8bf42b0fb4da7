/** The organisation's rules over all its campaigns. */
import { NumberInput, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { defaultRules } from "#domain/campaign/settings.ts";
import { useMay } from "../../app/session.ts";
import { type Answer, call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { useSending } from "../../lib/send-form.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Failure, Section } from "../../ui/page.tsx";
import { SaveForm } from "../../ui/save-form.tsx";
import { tell } from "../../ui/toast.tsx";
import { capWords, quietHoursWords, retentionWords, ruleWords } from "../../words/rules.ts";

type Rules = Answer<"getRules">;

const key = keys.settings("rules");

export function RulesTab() {
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => call("getRules") });
  if (error && !data) return <Failure what={ruleWords.whole} problem={error} again={() => void refetch()} />;
  if (!data) return <div className="panel s-wait late" role="status" aria-label={ruleWords.loading} />;
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
  const [shortened, setShortened] = useState<Rules | null>(null);
  const save = async (body: Rules) => {
    const saved = await call("setRules", { body });
    queryClient.setQueryData(key, saved);
    form.setValues(formOf(saved));
    form.resetDirty(formOf(saved));
    tell({ text: ruleWords.saved });
  };
  const sending = useSending(form, {
    bodyOf,
    schema: async () => (await import("#contract/rules.ts")).rulesInput,
    // What is deleted is gone: asked once more before fewer days are kept.
    send: async (body) => (isShorter(rules.retentionDays, body.retentionDays) ? setShortened(body) : save(body)),
  });
  const disabled = !may("rules:write");
  return (
    <SaveForm label={ruleWords.form} sending={sending} isDirty={form.isDirty()} maySave={!disabled}>
      <QuietHours form={form} disabled={disabled} />
      <Caps form={form} disabled={disabled} />
      <Retention form={form} saved={rules.retentionDays} disabled={disabled} />
      {shortened?.retentionDays != null && (
        <ConfirmRetention days={shortened.retentionDays} act={() => save(shortened)} close={() => setShortened(null)} />
      )}
    </SaveForm>
  );
}

/** Whether conversations are deleted earlier than before; null keeps them forever. */
const isShorter = (before: number | null, now: number | null): boolean =>
  now !== null && (before === null || now < before);

function useRetentionPreview(days: number | null) {
  return useQuery({
    queryKey: [...keys.settings("retention"), days],
    queryFn: () => call("previewRetention", { query: { days: days! } }),
    enabled: days !== null,
    placeholderData: (before) => before,
  });
}

function ConfirmRetention({ days, act, close }: { days: number; act: () => Promise<void>; close: () => void }) {
  const { data } = useRetentionPreview(days);
  if (!data) return null;
  return (
    <Confirm title={retentionWords.ask(days)} verb={retentionWords.verb(data.conversations)} act={act} close={close}>
      {retentionWords.askAbout(data.conversations, data.recordings, days)}
    </Confirm>
  );
}

interface PartProps {
  form: ReturnType<typeof useForm<Values>>;
  disabled: boolean;
}

function QuietHours({ form, disabled }: PartProps) {
  return (
    <Section title={quietHoursWords.title} about={quietHoursWords.about}>
      <div className="s-fields">
        <Switch label={quietHoursWords.on} disabled={disabled} {...form.getInputProps("quiet", { type: "checkbox" })} />
        {form.values.quiet && (
          <div className="s-two">
            <TextInput
              label={quietHoursWords.from}
              placeholder="21:00"
              disabled={disabled}
              {...form.getInputProps("quietHours.from")}
              error={form.errors["quietHours.from"] ?? form.errors["quietHours"]}
            />
            <TextInput
              label={quietHoursWords.to}
              placeholder="08:00"
              disabled={disabled}
              {...form.getInputProps("quietHours.to")}
            />
          </div>
        )}
      </div>
    </Section>
  );
}

function Caps({ form, disabled }: PartProps) {
  return (
    <Section title={capWords.title} about={capWords.about}>
      <div className="s-two">
        <NumberInput
          label={capWords.gap}
          description={capWords.gapAbout}
          suffix={capWords.minutes}
          min={0}
          max={43_200}
          allowDecimal={false}
          disabled={disabled}
          {...form.getInputProps("minGapMinutes")}
        />
        <NumberInput
          label={capWords.most}
          description={capWords.mostAbout}
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

function Retention({ form, saved, disabled }: PartProps & { saved: number | null }) {
  const { retentionDays } = form.values;
  const days = typeof retentionDays === "number" && retentionDays >= 1 ? retentionDays : null;
  const [settled] = useDebouncedValue(days, 300);
  const { data } = useRetentionPreview(settled === saved ? null : settled);
  return (
    <Section title={retentionWords.title} about={retentionWords.about}>
      <NumberInput
        label={retentionWords.keep}
        description={retentionWords.keepAbout}
        suffix={retentionWords.days}
        min={1}
        max={36_500}
        allowDecimal={false}
        maw={300}
        disabled={disabled}
        {...form.getInputProps("retentionDays")}
      />
      {data && settled !== null && settled !== saved && (
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {data.conversations === 0
            ? retentionWords.nothingOlder(settled)
            : retentionWords.older(data.conversations, settled)}
        </Text>
      )}
    </Section>
  );
}
