/** For whom a variable has no value, and what is said to them instead. */
import { TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { parseTemplate, type TemplateVariable, variablesOf } from "#domain/template.ts";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { fallbackWords } from "../../words/template.tsx";
import { lacking, variableLabel } from "./variables.ts";

interface FallbacksProps {
  campaignId: string;
  template: string;
  onChange: (template: string) => void;
}

export function Fallbacks({ campaignId, template, onChange }: FallbacksProps) {
  if (!parseTemplate(template).ok) return null;
  const variables = new Map(variablesOf(template).map((variable) => [variable.name, variable]));
  return [...variables.values()].map((variable) => (
    <OneFallback
      key={variable.name}
      campaignId={campaignId}
      variable={variable}
      onChange={(fallback) => onChange(withFallback(template, variable.name, fallback))}
    />
  ));
}

function OneFallback({
  campaignId,
  variable: { name, fallback },
  onChange,
}: {
  campaignId: string;
  variable: TemplateVariable;
  onChange: (fallback: string) => void;
}) {
  const lack = useQuery({
    queryKey: keys.campaignPart(campaignId, "sample", { lacking: name }),
    queryFn: ({ signal }) => call("countContacts", { body: { filter: lacking(campaignId, name) } }, { signal }),
  });
  const count = lack.data?.count ?? 0;
  if (count === 0 && fallback === null) return null;
  return (
    <div className="template-fallback">
      <IconInfoCircle size={15} aria-hidden />
      <span>{fallbackWords.lacking(count, variableLabel(name), fallback !== null)}</span>
      <TextInput
        size="xs"
        w={130}
        aria-label={fallbackWords.label(variableLabel(name))}
        value={fallback ?? ""}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** Every place of the variable, with that fallback. */
function withFallback(template: string, name: string, fallback: string): string {
  const written = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const quoted = fallback.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return template.replace(
    new RegExp(`\\{\\{\\s*${written}\\s*(\\|[^{}]*)?\\}\\}`, "giu"),
    () => `{{${name} | "${quoted}"}}`,
  );
}
