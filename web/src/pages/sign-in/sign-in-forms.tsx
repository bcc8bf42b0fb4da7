/** What is asked at the door. What is wrong stands at its field, in our own words and never in the browser's. */
import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { passwordLength } from "#domain/password.ts";
import { postAccount as post } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { doorFields as words } from "../../words/sign-in.ts";

interface FormProps {
  invitationId: string | undefined;
  done: () => Promise<void>;
}

/** Has to be seen before the API is asked; the API has the last word. */
const emailProblem = (value: string) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : words.emailWrong);

export function SignInForm({ invitationId, done }: FormProps) {
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: emailProblem,
      password: (value) => (value === "" ? words.passwordMissing : null),
    },
  });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: ({ email, password }) => ({ email: email.trim(), password }),
    send: async (body) => {
      await post("/sign-in/email", body);
      if (invitationId !== undefined) await post("/organization/accept-invitation", { invitationId });
      await done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        autoFocus
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={words.password}
        autoComplete="current-password"
        required
        {...form.getInputProps("password")}
      />
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button type="submit" fullWidth loading={busy}>
        {words.signIn}
      </Button>
    </form>
  );
}

interface SignUpProps extends FormProps {
  /** Of the invitation; empty: anybody's. */
  email: string;
  /** As the address has it; undefined where none is needed. */
  token: string | undefined;
}

export function SignUpForm({ email: invited, invitationId, token, done }: SignUpProps) {
  const form = useForm({
    initialValues: { name: "", email: invited, password: "", token: token ?? "" },
    validate: {
      name: (value) => (value.trim() === "" ? words.nameMissing : null),
      email: emailProblem,
      password: (value) => (value.length < passwordLength.min ? words.passwordShort(passwordLength.min) : null),
      token: (value) => (token !== undefined && value.trim() === "" ? words.tokenMissing : null),
    },
  });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: ({ token: shown, ...rest }) => ({
      ...rest,
      email: rest.email.trim(),
      invitationId,
      ...(token === undefined ? {} : { token: shown.trim() }),
    }),
    send: async (body) => {
      await post("/sign-up/email", body);
      await done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <TextInput label={words.name} autoComplete="name" required {...form.getInputProps("name")} />
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        required
        readOnly={invited !== ""}
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={words.password}
        description={words.passwordAbout(passwordLength.min)}
        autoComplete="new-password"
        required
        {...form.getInputProps("password")}
      />
      {token !== undefined && (
        <TextInput
          label={words.token}
          description={words.tokenAbout}
          autoComplete="off"
          required
          {...form.getInputProps("token")}
        />
      )}
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button type="submit" fullWidth loading={busy}>
        {words.signUp}
      </Button>
    </form>
  );
}
