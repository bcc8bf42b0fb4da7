/** The same file, read by what a person says instead of what was detected. It is sent again. */
import { Button, FileButton, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Encoding, encodings, type Quote, quotes } from "#domain/contact/file-format.ts";
import type { Reading } from "./upload.ts";
import { type ContactImport, delimiterChoices } from "./words.ts";

const OTHER = "other";
const quoteWords: Record<Quote, string> = { '"': 'Double (")', "'": "Single (')", none: "None: they are text" };

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
          Read otherwise
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Read the file otherwise">
        <Stack gap="sm">
          <Choices one={one} reading={reading} change={(part) => setReading({ ...reading, ...part })} />
          {file ? (
            <Button onClick={() => apply()} disabled={Object.keys(reading).length === 0}>
              Read the file again
            </Button>
          ) : (
            <FileButton onChange={(chosen) => chosen && apply(chosen)}>
              {(props) => (
                <Button {...props} disabled={Object.keys(reading).length === 0}>
                  Choose the file again
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
            label="Encoding"
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
            label="Quotation marks"
            data={quotes.map((value) => ({ value, label: quoteWords[value] }))}
            value={reading.quote ?? format.quote}
            onChange={(value) => value && change({ quote: value as Quote })}
            {...inside}
          />
        </>
      ) : (
        <Select
          label="Sheet"
          data={format.sheets}
          value={reading.sheet ?? format.sheet}
          onChange={(sheet) => sheet && change({ sheet })}
          {...inside}
        />
      )}
      <Select
        label="First row"
        data={[
          { value: "true", label: "Names the columns" },
          { value: "false", label: "Is a contact" },
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
        label="Between cells"
        data={[...delimiterChoices, { value: OTHER, label: "Another character" }]}
        value={isKnown ? value : OTHER}
        onChange={(chosen) => chosen && change(chosen === OTHER ? "" : chosen)}
        comboboxProps={{ withinPortal: false }}
      />
      {!isKnown && (
        <TextInput
          aria-label="The character between cells"
          maxLength={1}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </>
  );
}
