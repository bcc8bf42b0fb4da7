/** Add a contact, or change one. A number that another contact has is refused in the server's words. */
import { ActionIcon, Alert, Anchor, Button, Drawer, Group, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { ApiProblem, call } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { withoutName } from "../../lib/send-form.ts";
import { tell } from "../../ui/toast.tsx";
import { contactFactWords, contactFieldWords, enterAfterEach } from "../../words/contact-fields.ts";
import { contactForm } from "../../words/contacts.tsx";
import { dialogWords, save as saveWord } from "../../words/ui.ts";
import { useKnownWords } from "../filters/known.ts";
import { allZones } from "../settings-form/local-time.ts";
import { bodyOf, type ContactForm, formOf, problemsOf, textFields } from "./contact-fields.ts";
import { askForContactsAnew, type Contact } from "./use-contacts.ts";

const zones = allZones();

/** @param contact null: a new one */
export function ContactFormDrawer({
  contact,
  onClose,
  onSaved,
}: {
  contact: Contact | null;
  onClose: () => void;
  onSaved: (saved: Contact) => void;
}) {
  const form = useForm<ContactForm>({ mode: "controlled", initialValues: formOf(contact) });
  const save = useSave(contact, form, onSaved);
  return (
    <Drawer
      opened
      onClose={onClose}
      size={480}
      title={contact ? contactForm.editTitle(nameOf(contact)) : contactForm.addTitle}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="sm">
          {save.error && Object.keys(form.errors).length === 0 && (
            <Alert color="red" role="alert">
              {save.error.message}
            </Alert>
          )}
          <TextInput
            label={contactFieldWords.phone}
            description={contact ? contactForm.changedNumber : contactForm.newNumber}
            required
            data-autofocus
            {...form.getInputProps("phone")}
          />
          {textFields.map(({ field, label, ...more }) => (
            <TextInput
              key={field}
              label={label}
              description={"about" in more ? more.about : undefined}
              {...form.getInputProps(field)}
            />
          ))}
          <MoreFields form={form} />
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {dialogWords.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {contact ? saveWord : contactForm.add}
          </Button>
        </Group>
      </form>
    </Drawer>
  );
}

function useSave(contact: Contact | null, form: UseFormReturnType<ContactForm>, onSaved: (saved: Contact) => void) {
  const show = (problems: ReadonlyArray<{ path: string; message: string }>) => {
    const inForm = problems.map(({ path, message }) => {
      const field = path.split(/[./]/).find(Boolean) ?? "phone";
      return [field, field === path ? withoutName(path, message) : message];
    });
    form.setErrors(Object.fromEntries(inForm));
  };
  return useMutation({
    mutationFn: async (values: ContactForm) => {
      const { gone, ...input } = bodyOf(values, contact);
      const problems = await problemsOf(input);
      if (problems.length > 0) {
        show(problems);
        throw new Error("Some fields need another look.");
      }
      if (!contact) return call("createContact", { body: input });
      const attributes = { ...input.attributes, ...Object.fromEntries(gone.map((name) => [name, null])) };
      return call("updateContact", { params: { id: contact.id }, body: { ...input, attributes } });
    },
    onSuccess: (saved) => {
      tell({ text: contact ? contactForm.saved(nameOf(saved)) : contactForm.added(nameOf(saved)) });
      askForContactsAnew();
      onSaved(saved);
    },
    onError: (problem) => {
      if (!(problem instanceof ApiProblem)) return;
      if (problem.code === "contact_exists") form.setErrors({ phone: problem.message });
      else show(problem.errors);
    },
  });
}

function MoreFields({ form }: { form: UseFormReturnType<ContactForm> }) {
  const { tags } = useKnownWords();
  const { timezone } = form.values;
  return (
    <>
      <Select
        label={contactFieldWords.timezone}
        description={contactForm.zoneAbout}
        searchable
        clearable
        clearButtonProps={{ "aria-label": contactForm.clearZone }}
        data={timezone === "" || zones.includes(timezone) ? zones : [timezone, ...zones]}
        limit={60}
        {...form.getInputProps("timezone")}
        value={timezone || null}
        onChange={(zone) => form.setFieldValue("timezone", zone ?? "")}
      />
      <TagsInput
        label={contactFactWords.tags}
        placeholder={enterAfterEach}
        data={tags}
        {...form.getInputProps("tags")}
      />
      <Variables form={form} />
    </>
  );
}

function Variables({ form }: { form: UseFormReturnType<ContactForm> }) {
  return (
    <fieldset className="cts-variables">
      <legend>{contactFactWords.variables}</legend>
      {form.errors["attributes"] && <p className="cts-wrong">{form.errors["attributes"]}</p>}
      {form.values.variables.map(({ name }, index) => (
        <Group gap="xs" wrap="nowrap" key={index}>
          <TextInput
            aria-label={contactForm.variableName(index + 1)}
            placeholder={contactForm.name}
            maxLength={64}
            {...form.getInputProps(`variables.${index}.name`)}
          />
          <TextInput
            className="grow"
            aria-label={contactForm.variableValue(name || contactForm.variable(index + 1))}
            placeholder={contactForm.value}
            {...form.getInputProps(`variables.${index}.value`)}
          />
          <ActionIcon
            aria-label={contactForm.removeVariable(name || contactForm.variable(index + 1))}
            onClick={() => form.removeListItem("variables", index)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Anchor
        component="button"
        type="button"
        fz="sm"
        onClick={() => form.insertListItem("variables", { name: "", value: "" })}
      >
        {contactForm.addVariable(<IconPlus size={14} aria-hidden />)}
      </Anchor>
    </fieldset>
  );
}
