/** The door: signing in, the first owner's sign-up, and an invitation. */
import { Alert, Button, PasswordInput, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem, ask } from "../../lib/api.ts";
import { queryClient } from "../../lib/query.ts";
import { Logo } from "../../ui/marks.tsx";
import "./sign-in.css";

interface SignUpState {
  firstOwner: boolean;
  invitation: { email: string; organisation: string } | null;
}

const leastPassword = 8;

export function SignIn() {
  const { to, invitation } = useSearch({ strict: false }) as { to?: string; invitation?: string };
  const query = invitation === undefined ? "" : `?invitation=${encodeURIComponent(invitation)}`;
  const state = useQuery({
    queryKey: ["sign-up", invitation ?? null],
    queryFn: async () => (await (await ask(`/api/auth/sign-up${query}`, {})).json()) as SignUpState,
  });
  const [hasAccount, setHasAccount] = useState(false);
  const navigate = useNavigate();
  if (!state.data) return null;
  const { firstOwner, invitation: invited } = state.data;
  const signingUp = !hasAccount && (firstOwner || invited !== null);
  const title = firstOwner ? "Set up Campanile" : invited ? `Join ${invited.organisation}` : "Sign in";

  const enter = async () => {
    queryClient.clear();
    await navigate({ href: to?.startsWith("/") && !to.startsWith("//") ? to : "/campaigns" });
  };
  return (
    <main className="door">
      <div className="door-card">
        <Logo size={40} />
        <Title order={1}>{title}</Title>
        <p>
          {firstOwner
            ? "You are the first here, and will own the organisation. Others join by your invitation."
            : invited
              ? "Make an account for the address that was invited."
              : "Call campaigns, on your own machine."}
        </p>
        {invitation !== undefined && !invited && (
          <Alert color="red" mb="md">
            This invitation was used, taken back or has expired. Ask for a new one.
          </Alert>
        )}
        {signingUp ? (
          <SignUpForm email={invited?.email ?? ""} invitationId={invitation} done={enter} />
        ) : (
          <SignInForm invitationId={invited ? invitation : undefined} done={enter} />
        )}
        {invited && (
          <button type="button" className="door-other" onClick={() => setHasAccount(!hasAccount)}>
            {hasAccount ? "I have no account yet" : "I have an account already"}
          </button>
        )}
      </div>
    </main>
  );
}

interface FormProps {
  invitationId: string | undefined;
  done: () => Promise<void>;
}

const post = (path: string, body: object) =>
  ask(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Sends what was filled in, and says what the server has against it. */
function useSending(send: () => Promise<unknown>, done: () => Promise<void>) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await send();
      await done();
    } catch (fault) {
      setProblem(fault instanceof ApiProblem ? fault.message : "Something unexpected happened. Try again.");
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, problem };
}

function SignInForm({ invitationId, done }: FormProps) {
  const form = useForm({ initialValues: { email: "", password: "" } });
  const { submit, busy, problem } = useSending(async () => {
    await post("/sign-in/email", form.values);
    if (invitationId !== undefined) await post("/organization/accept-invitation", { invitationId });
  }, done);
  return (
    <form onSubmit={form.onSubmit(() => void submit())}>
      <TextInput label="E-mail" type="email" autoComplete="username" required {...form.getInputProps("email")} />
      <PasswordInput label="Password" autoComplete="current-password" required {...form.getInputProps("password")} />
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button type="submit" fullWidth loading={busy}>
        Sign in
      </Button>
    </form>
  );
}

function SignUpForm({ email, invitationId, done }: FormProps & { email: string }) {
  const form = useForm({
    initialValues: { name: "", email, password: "" },
    validate: {
      password: (value) => (value.length < leastPassword ? `Use at least ${leastPassword} characters.` : null),
    },
  });
  const { submit, busy, problem } = useSending(
    () => post("/sign-up/email", { ...form.values, ...(invitationId === undefined ? {} : { invitationId }) }),
    done,
  );
  return (
    <form onSubmit={form.onSubmit(() => void submit())}>
      <TextInput label="Your name" autoComplete="name" required {...form.getInputProps("name")} />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        readOnly={email !== ""}
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Password"
        description={`At least ${leastPassword} characters`}
        autoComplete="new-password"
        required
        {...form.getInputProps("password")}
      />
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Button type="submit" fullWidth loading={busy}>
        Create account
      </Button>
    </form>
  );
}
