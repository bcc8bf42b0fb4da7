import { Button, CopyButton, Group, TextInput } from "@mantine/core";
import { copied as copiedWord, copy as copyWord } from "../../words/ui.ts";

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
            {copied ? copiedWord : copyWord}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
