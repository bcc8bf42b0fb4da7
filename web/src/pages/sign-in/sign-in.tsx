/** The door: signing in, the first owner's sign-up, and an invitation. */
import { Alert, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { ask } from "../../lib/api.ts";
import { authBase } from "../../lib/base.ts";
import { queryClient } from "../../lib/query.ts";
import { Logo } from "../../ui/marks.tsx";
import { Failure } from "../../ui/page.tsx";
import { door as words } from "../../words/sign-in.ts";
import { ResetPassword } from "./reset-password.tsx";
import { SignInForm, SignUpForm } from "./sign-in-forms.tsx";
import "./sign-in.css";

interface SignUpState {
  firstOwner: boolean;
  /** Whether the first owner needs the token that was printed when the server started. */
  tokenNeeded: boolean;
  invitation: { email: string; organisation: string } | null;
}

/** Every door, by its address. */
export function SignIn(): ReactNode {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return pathname === "/reset-password" ? <ResetPassword /> : <SignInOrUp />;
}

function SignInOrUp() {
  const { invitation } = useSearch({ strict: false }) as { invitation?: string };
  const query = invitation === undefined ? "" : `?invitation=${encodeURIComponent(invitation)}`;
  const { data, error, refetch } = useQuery({
    queryKey: ["sign-up", invitation ?? null],
    queryFn: async () => (await (await ask(`${authBase}/sign-up${query}`, {})).json()) as SignUpState,
  });
  if (data) return <Door state={data} invitationId={invitation} />;
  if (!error) return null;
  return (
    <main className="door">
      <Failure what={words.whole} problem={error} again={() => void refetch()} />
    </main>
  );
}

function Door({ state, invitationId }: { state: SignUpState; invitationId: string | undefined }) {
  const { to, token = "" } = useSearch({ strict: false }) as { to?: string; token?: string };
  const [hasAccount, setHasAccount] = useState(false);
  const navigate = useNavigate();
  const { firstOwner, tokenNeeded, invitation: invited } = state;
  const signingUp = !hasAccount && (firstOwner || invited !== null);
  const title = firstOwner
    ? words.first.title
    : invited
      ? words.invited.title(invited.organisation)
      : words.known.title;
  useEffect(() => {
    document.title = words.tab(title);
  }, [title]);

  const enter = async () => {
    queryClient.clear();
    await navigate({ href: to?.startsWith("/") && !to.startsWith("//") ? to : "/campaigns" });
  };
  return (
    <main className="door">
      <div className="door-card">
        <Logo size={40} />
        <Title order={1}>{title}</Title>
        <p>{firstOwner ? words.first.about : invited ? words.invited.about : words.known.about}</p>
        {invitationId !== undefined && !invited && (
          <Alert color="red" mb="md">
            {words.closedInvitation}
          </Alert>
        )}
        {signingUp ? (
          <SignUpForm
            email={invited?.email ?? ""}
            invitationId={invitationId}
            token={tokenNeeded && !invited ? token : undefined}
            done={enter}
          />
        ) : (
          <SignInForm invitationId={invited ? invitationId : undefined} done={enter} />
        )}
        {invited && (
          <button type="button" className="door-other" onClick={() => setHasAccount(!hasAccount)}>
            {hasAccount ? words.hasNoAccount : words.hasAccount}
          </button>
        )}
      </div>
    </main>
  );
}
