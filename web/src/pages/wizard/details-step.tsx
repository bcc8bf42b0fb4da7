import { useEffect, useRef } from "react";
import { Textarea, TextInput } from "@mantine/core";
import { UNNAMED } from "../../features/campaigns/address.ts";
import { detailsStep } from "../../words/wizard.ts";
import type { DraftForm } from "./draft.ts";

interface DetailsStepProps {
  draft: DraftForm;
  isNameless: boolean;
}

export function DetailsStep({ draft: { fields, change, errorOf }, isNameless }: DetailsStepProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNameless) field.current?.focus();
  }, [isNameless]);
  // The name that it was given before a person named it is no name to start from.
  const name = fields.name === UNNAMED ? "" : fields.name;
  return (
    <div className="wiz-stack">
      <TextInput
        ref={field}
        label={detailsStep.name}
        withAsterisk
        size="md"
        maxLength={200}
        autoFocus={name === ""}
        placeholder={UNNAMED}
        description={detailsStep.nameAbout}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={errorOf("name") ?? (isNameless && name === "" ? detailsStep.nameless : undefined)}
      />
      <Textarea
        label={detailsStep.description}
        description={detailsStep.descriptionAbout}
        autosize
        minRows={3}
        value={fields.description ?? ""}
        onChange={({ currentTarget: { value } }) => change({ description: value === "" ? null : value })}
        error={errorOf("description")}
      />
    </div>
  );
}
