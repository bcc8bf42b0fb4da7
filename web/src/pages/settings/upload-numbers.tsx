/** A file of people who must not be called: what would come of it first, then onto the list. */
import { Button, FileInput, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { doNotCallVerdicts } from "#domain/contact/do-not-call-import.ts";
import { useMay } from "../../app/session.ts";
import { countryChoices } from "../../features/imports/countries.ts";
import { addressOf, type Answer, ask } from "../../lib/api.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { doNotCallUpload as words } from "../../words/do-not-call.tsx";
import type { DialogProps } from "./add-number.tsx";

type Imported = Answer<"importDoNotCall">;

interface Choices {
  file: File;
  /** null: told from the file. */
  country: string | null;
  columns: string[] | null;
}

async function send({ file, country, columns }: Choices, check: boolean): Promise<Imported> {
  const body = new FormData();
  body.set("file", file);
  const query = { ...(country && { country }), ...(columns && { columns }), check: check ? "true" : "false" } as const;
  const response = await ask(addressOf("importDoNotCall", { query }), { method: "POST", body });
  return (await response.json()) as Imported;
}

export function UploadNumbers({ close, changed }: DialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [country, setCountry] = useState<string | null>(null);
  const [columns, setColumns] = useState<string[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const check = useMutation({ mutationFn: (choices: Choices) => send(choices, true) });
  const list = useMutation({ mutationFn: (choices: Choices) => send(choices, false), onSuccess: changed });
  // What is shown was said of this file, read in this way: another choice is checked anew.
  const checked = check.data;
  const choose = (change: Partial<Choices>) => {
    const next = { file, country, columns, ...change };
    list.reset();
    if (next.file === null) check.reset();
    else if (check.data || change.columns) check.mutate({ ...next, file: next.file });
  };
  const act = () => {
    if (file === null) return setFault(words.missing);
    if (checked) list.mutate({ file, country, columns });
    else check.mutate({ file, country, columns });
  };
  const busy = check.isPending || list.isPending;
  const sending = sendingBy({ isPending: busy, error: list.error ?? check.error }, act);
  return (
    <FormDialog
      title={words.title}
      verb={checked ? words.verb(checked.added) : words.check}
      sending={sending}
      close={close}
      isReady={checked === undefined || checked.added > 0 || checked.rejected > 0}
      done={list.data && <Done imported={list.data} />}
    >
      <FileInput
        label={words.file}
        description={words.fileAbout}
        placeholder={words.choose}
        accept=".csv,.txt,.tsv,.xlsx"
        withAsterisk
        clearable
        clearButtonProps={{ "aria-label": words.another }}
        value={file}
        error={fault}
        onChange={(chosen) => {
          setFault(null);
          setFile(chosen);
          setColumns(null);
          check.reset();
        }}
      />
      <CountryChoice
        country={country}
        told={checked?.country ?? null}
        choose={(chosen) => {
          setCountry(chosen);
          choose({ country: chosen });
        }}
      />
      {checked && (
        <>
          <MultiSelect
            label={words.columns}
            data={[...new Set(checked.columns)]}
            value={columns ?? checked.numberColumns}
            error={columns?.length === 0 ? words.columnsMissing : undefined}
            onChange={(chosen) => {
              setColumns(chosen);
              if (chosen.length > 0) choose({ columns: chosen });
            }}
          />
          <Verdicts imported={checked} />
        </>
      )}
    </FormDialog>
  );
}

interface CountryProps {
  country: string | null;
  /** What the file says, where nobody chose. */
  told: string | null;
  choose: (country: string | null) => void;
}

function CountryChoice({ country, told, choose }: CountryProps) {
  const choices = useMemo(countryChoices, []);
  return (
    <Select
      label={words.country}
      description={words.countryAbout}
      placeholder={choices.find(({ value }) => value === told)?.label ?? words.fromFile}
      data={choices}
      searchable
      clearable
      clearButtonProps={{ "aria-label": words.noCountry }}
      value={country}
      onChange={choose}
    />
  );
}

/** Every row stands in one of the lines. */
function Verdicts({ imported: { counts, examples, rejected } }: { imported: Imported }) {
  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={600}>
        {words.rows(counts.rows)}
      </Text>
      {doNotCallVerdicts
        .filter((verdict) => counts[verdict] > 0)
        .map((verdict) => (
          <Text key={verdict} size="sm">
            {words.verdicts[verdict](counts[verdict])}
          </Text>
        ))}
      {examples.map(({ row, reason }) => (
        <Text key={row} size="sm" c="dimmed">
          {words.example(row, reason)}
        </Text>
      ))}
      {rejected > examples.length && (
        <Text size="sm" c="dimmed">
          {words.more(rejected - examples.length)}
        </Text>
      )}
    </Stack>
  );
}

function Done({ imported }: { imported: Imported }) {
  const may = useMay();
  const { id, added, rejected } = imported;
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {words.added(added)}
      </Text>
      <Verdicts imported={imported} />
      {id !== null && may("contacts:export") && (
        <Button
          component="a"
          href={addressOf("exportRefusedNumbers", { params: { id } })}
          download
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {words.download(rejected)}
        </Button>
      )}
    </>
  );
}
