/** The parts of an AI employee's form. */
import { Autocomplete, NumberInput, SegmentedControl, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { ranges } from "#domain/campaign/settings.ts";
import { employeeKinds } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { commonLanguages, employeeKindWords, languageName } from "../../words/employees.ts";
import { saysWords, whoWords } from "../../words/employee-form.tsx";
import type { EmployeeForm } from "./employee.ts";
import { TemplateField } from "./template-field.tsx";

export type Form = UseFormReturnType<EmployeeForm>;

export function WhoSection({ form }: { form: Form }) {
  const { language } = form.values;
  return (
    <Section
      title={whoWords.title(form.values.name)}
      action={
        <Switch label={whoWords.active} labelPosition="left" {...form.getInputProps("active", { type: "checkbox" })} />
      }
    >
      <div className="e-grid2">
        <TextInput
          label={whoWords.name}
          description={whoWords.nameAbout}
          withAsterisk
          {...form.getInputProps("name")}
        />
        <TextInput label={whoWords.role} description={whoWords.roleAbout} {...form.getInputProps("role")} />
      </div>
      <div className="e-grid2">
        <Autocomplete
          label={whoWords.language}
          description={language === "" ? whoWords.languageAbout : languageName(language)}
          data={commonLanguages}
          renderOption={({ option }) => whoWords.languageOption(option.value, languageName(option.value))}
          {...form.getInputProps("language")}
        />
        <NumberInput
          label={whoWords.atOnce}
          description={whoWords.atOnceAbout}
          {...ranges.maxConcurrentCalls}
          allowDecimal={false}
          thousandSeparator=","
          {...form.getInputProps("maxConcurrentCalls")}
        />
      </div>
      <div className="e-grid2">
        <div>
          <span className="e-fld-l" id="employee-kind">
            {whoWords.kind}
          </span>
          <SegmentedControl
            fullWidth
            size="sm"
            mt={4}
            aria-labelledby="employee-kind"
            data={employeeKinds.map((kind) => ({ value: kind, label: employeeKindWords[kind].name }))}
            {...form.getInputProps("kind")}
          />
          <p className="e-fld-d">{employeeKindWords[form.values.kind].about}</p>
        </div>
      </div>
    </Section>
  );
}

/** A text field's part of the form, with its value. */
function template(form: Form, name: "greeting" | "instructions" | "message" | "voicemailMessage") {
  const { onChange, error, onFocus, onBlur } = form.getInputProps(name);
  return { value: form.values[name], onChange, error, onFocus, onBlur };
}

export function SaysSection({ form }: { form: Form }) {
  const isConversation = form.values.kind === "conversation";
  return (
    <Section title={saysWords.title(form.values.name)} about={saysWords.about}>
      <div className="e-fields">
        {isConversation ? (
          <>
            <TemplateField
              label={saysWords.greeting}
              description={saysWords.greetingAbout}
              {...template(form, "greeting")}
            />
            <TemplateField
              label={saysWords.instructions}
              description={saysWords.instructionsAbout}
              minRows={5}
              {...template(form, "instructions")}
            />
          </>
        ) : (
          <TemplateField
            label={saysWords.message}
            description={saysWords.messageAbout}
            minRows={4}
            {...template(form, "message")}
          />
        )}
        <TemplateField
          label={saysWords.voicemail}
          description={saysWords.voicemailAbout}
          {...template(form, "voicemailMessage")}
        />
      </div>
    </Section>
  );
}
