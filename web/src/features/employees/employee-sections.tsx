/** The parts of an AI employee's form. */
import { Autocomplete, NumberInput, SegmentedControl, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { ranges } from "#domain/campaign/settings.ts";
import { employeeKinds } from "#domain/employee.ts";
import { Section } from "../../ui/page.tsx";
import { commonLanguages, employeeKindWords, languageName } from "../../words/employees.ts";
import type { EmployeeForm } from "./employee.ts";
import { TemplateField } from "./template-field.tsx";

export type Form = UseFormReturnType<EmployeeForm>;

export function WhoSection({ form }: { form: Form }) {
  const { language } = form.values;
  return (
    <Section
      title="Who it is"
      action={<Switch label="Active" labelPosition="left" {...form.getInputProps("active", { type: "checkbox" })} />}
    >
      <div className="e-grid2">
        <TextInput label="Name" description="Spoken on the phone" withAsterisk {...form.getInputProps("name")} />
        <TextInput label="Role" description="Only your team sees this" {...form.getInputProps("role")} />
      </div>
      <div className="e-grid2">
        <Autocomplete
          label="Language"
          description={language === "" ? "A tag such as en-GB" : languageName(language)}
          data={commonLanguages}
          renderOption={({ option }) => `${option.value} · ${languageName(option.value)}`}
          {...form.getInputProps("language")}
        />
        <NumberInput
          label="Calls at once"
          description="The most it holds, over all campaigns"
          {...ranges.maxConcurrentCalls}
          allowDecimal={false}
          thousandSeparator=","
          {...form.getInputProps("maxConcurrentCalls")}
        />
      </div>
      <div className="e-grid2">
        <TextInput
          label="Voice"
          description="Its name at your speech provider; the simulator makes no sound"
          {...form.getInputProps("voice")}
        />
        <div>
          <span className="e-fld-l" id="employee-kind">
            Kind
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
    <Section
      title="What it says"
      about="Variables stand in double braces and are filled in for each contact; every imported column has one. A campaign can change the opening."
    >
      <div className="e-fields">
        {isConversation ? (
          <>
            <TemplateField
              label="Greeting"
              description="The first words. Say that an AI is calling."
              {...template(form, "greeting")}
            />
            <TemplateField
              label="Instructions"
              description="How to behave, what to know, when to end the call"
              minRows={5}
              {...template(form, "instructions")}
            />
          </>
        ) : (
          <TemplateField
            label="Message"
            description="What is played when somebody answers"
            minRows={4}
            {...template(form, "message")}
          />
        )}
        <TemplateField
          label="Voicemail message"
          description="Said after the beep, where a campaign leaves messages"
          {...template(form, "voicemailMessage")}
        />
      </div>
    </Section>
  );
}
