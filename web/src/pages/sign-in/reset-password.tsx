/** Where the link leads that `reset-password` prints: a new password, and then signing in. */
import { Alert, Button, PasswordInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { passwordLength } from "#domain/password.ts";
import { ask, postAccount } from "../../lib/api.ts";
import { authBase } from "../../lib/base.ts";
import { useSending } from "../../lib/send-form.ts";
import { Logo } from "../../ui/marks.tsx";
import { door, doorFields, resetWords as words } from "../../words/sign-in.ts";
import "./sign-in.css";

export function ResetPassword() {
  const { token = "" } = useSearch({ strict: false }) as { token?: string };
  const [done, setDone] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["reset-password", token],
    queryFn: async () => {
      const answer = await ask(`${authBase}/reset-password?token=${encodeURIComponent(token)}`, {});
      return (await answer.json()) as { email: string };
    },
    // Of a link that was used nothing is asked again.
    enabled: !done,
    retry: false,
  });
  useEffect(() => {
    document.title = door.tab(words.title);
  }, []);
  return (
    <main className="door">
      <div className="door-card">
        <Logo size={40} />
        <Title order={1}>{error && !done ? words.closedTitle : words.title}</Title>
        {error && !done && (
          <Alert color="red" mt="md">
            {error.message}
          </Alert>
        )}
        {done && <p>{words.done}</p>}
        {!done && !error && data && (
          <>
            <p>{words.about(data.email)}</p>
            <ResetForm token={token} email={data.email} done={() => setDone(true)} />
          </>
        )}
        {(done || error) && (
          <Button component={Link} to="/sign-in" fullWidth mt="md">
            {words.signIn}
          </Button>
        )}
      </div>
    </main>
  );
}

function ResetForm({ token, email, done }: { token: string; email: string; done: () => void }) {
  const form = useForm({
    initialValues: { newPassword: "" },
    validate: {
      newPassword: (value) => (value.length < passwordLength.min ? doorFields.passwordShort(passwordLength.min) : null),
    },
  });
  const { submit, busy, problem } = useSending(form, {
    bodyOf: ({ newPassword }) => ({ token, newPassword }),
    send: async (body) => {
      await postAccount("/reset-password", body);
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      {/* For what keeps passwords, to know whose it is. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <PasswordInput
        label={words.newPassword}
        description={doorFields.passwordAbout(passwordLength.min)}
        autoComplete="new-password"
        autoFocus
        required
        {...form.getInputProps("newPassword")}
      />
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button type="submit" fullWidth loading={busy}>
        {words.verb}
      </Button>
    </form>
  );
}
