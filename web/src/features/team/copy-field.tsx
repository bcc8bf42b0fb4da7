import { Button, CopyButton, Group, TextInput } from "@mantine/core";

/** A text to take elsewhere: selected by a click, copied by a button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="end">
      <TextInput
        label={label}
        value={value}
        readOnly
        className="grow"
        classNames={{ input: "s-mono" }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} miw={84}>
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
