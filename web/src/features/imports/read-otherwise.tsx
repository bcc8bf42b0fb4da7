/** The same file, read by what a person says instead of what was detected. It is sent again. */
import { Button, FileButton, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Encoding, encodings, type Quote, quotes } from "#domain/contact/file-format.ts";
import { readOtherwiseWords } from "../../words/import-file.tsx";
import type { ContactImport } from "./import.ts";
import type { Reading } from "./upload.ts";

const OTHER = "other";
const delimiterChoices = Object.entries(readOtherwiseWords.delimiters).map(([value, label]) => ({ value, label }));

export function ReadOtherwise({
  one,
  file,
  isBusy,
  read,
}: {
  one: ContactImport;
  file: File | undefined;
  isBusy: boolean;
  read: (reading: Reading, file?: File) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [reading, setReading] = useState<Reading>({});
  const apply = (chosen = file) => {
    setOpen(false);
    read(reading, chosen);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} width={290} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="xs" loading={isBusy} onClick={() => setOpen(!isOpen)}>
          {readOtherwiseWords.open}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={readOtherwiseWords.title}>
        <Stack gap="sm">
          <Choices one={one} reading={reading} change={(part) => setReading({ ...reading, ...part })} />
          {file ? (
            <Button onClick={() => apply()} disabled={Object.keys(reading).length === 0}>
              {readOtherwiseWords.again}
            </Button>
          ) : (
            <FileButton onChange={(chosen) => chosen && apply(chosen)}>
              {(props) => (
                <Button {...props} disabled={Object.keys(reading).length === 0}>
                  {readOtherwiseWords.choose}
                </Button>
              )}
            </FileButton>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({
  one: { format },
  reading,
  change,
}: {
  one: ContactImport;
  reading: Reading;
  change: (part: Reading) => void;
}) {
  const inside = { comboboxProps: { withinPortal: false } };
  const header = reading.header ?? (format.header ? "true" : "false");
  return (
    <>
      {format.kind === "csv" ? (
        <>
          <Select
            label={readOtherwiseWords.encoding}
            data={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
            value={reading.encoding ?? format.encoding}
            onChange={(value) => value && change({ encoding: value as Encoding })}
            {...inside}
          />
          <Delimiter
            value={reading.delimiter ?? format.delimiter ?? ","}
            change={(delimiter) => change({ delimiter })}
          />
          <Select
            label={readOtherwiseWords.quotes}
            data={quotes.map((value) => ({ value, label: readOtherwiseWords.quote[value] }))}
            value={reading.quote ?? format.quote}
            onChange={(value) => value && change({ quote: value as Quote })}
            {...inside}
          />
        </>
      ) : (
        <Select
          label={readOtherwiseWords.sheet}
          data={format.sheets}
          value={reading.sheet ?? format.sheet}
          onChange={(sheet) => sheet && change({ sheet })}
          {...inside}
        />
      )}
      <Select
        label={readOtherwiseWords.header}
        data={[
          { value: "true", label: readOtherwiseWords.headers.names },
          { value: "false", label: readOtherwiseWords.headers.contact },
        ]}
        value={header}
        onChange={(value) => value && change({ header: value })}
        {...inside}
      />
    </>
  );
}

function Delimiter({ value, change }: { value: string; change: (delimiter: string) => void }) {
  const isKnown = delimiterChoices.some((choice) => choice.value === value);
  return (
    <>
      <Select
        label={readOtherwiseWords.delimiter}
        data={[...delimiterChoices, { value: OTHER, label: readOtherwiseWords.otherDelimiter }]}
        value={isKnown ? value : OTHER}
        onChange={(chosen) => chosen && change(chosen === OTHER ? "" : chosen)}
        comboboxProps={{ withinPortal: false }}
      />
      {!isKnown && (
        <TextInput
          aria-label={readOtherwiseWords.delimiterField}
          maxLength={1}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </>
  );
}
