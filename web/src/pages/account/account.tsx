/** One's own account: name, password, and where one is signed in. */
import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconDeviceDesktop, IconDeviceMobile, IconLogout } from "@tabler/icons-react";
import { useState } from "react";
import { passwordLength } from "#domain/password.ts";
import { useMe } from "../../app/session.ts";
import { type Answer, call, postAccount } from "../../lib/api.ts";
import { exactly, momentWithin } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { useSending } from "../../lib/send-form.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Failure, Page, Section } from "../../ui/page.tsx";
import { SaveForm } from "../../ui/save-form.tsx";
import { tell } from "../../ui/toast.tsx";
import { browserNames, passwordWords, sessionWords, systemNames, youWords } from "../../words/account.ts";
import { showMore } from "../../words/ui.ts";
import { doorFields } from "../../words/sign-in.ts";
import "./account.css";

type Session = Answer<"listSessions">["items"][number];

const sessionsKey = keys.settings("sessions");
const listAgain = () => queryClient.invalidateQueries({ queryKey: sessionsKey });

export function Account() {
  const { user } = useMe();
  return (
    <Page title={youWords.page}>
      {user && <You name={user.name} email={user.email} />}
      <Password />
      <Sessions />
    </Page>
  );
}

function You({ name, email }: { name: string; email: string }) {
  const form = useForm({ initialValues: { name } });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    send: async (body) => {
      await postAccount("/update-user", body);
      await queryClient.invalidateQueries({ queryKey: keys.me });
      form.resetDirty();
      tell({ text: youWords.saved });
    },
  });
  return (
    <Section title={youWords.title}>
      <SaveForm label={youWords.title} sending={sending} isDirty={form.isDirty()}>
        <div className="account-fields">
          <TextInput label={youWords.name} autoComplete="name" {...form.getInputProps("name")} />
          <TextInput label={youWords.email} value={email} readOnly autoComplete="username" />
        </div>
      </SaveForm>
    </Section>
  );
}

function Password() {
  const form = useForm({
    initialValues: { currentPassword: "", newPassword: "", revokeOtherSessions: true },
    validate: {
      currentPassword: (value) => (value === "" ? doorFields.passwordMissing : null),
      newPassword: (value) => (value.length < passwordLength.min ? doorFields.passwordShort(passwordLength.min) : null),
    },
  });
  const sending = useSending(form, {
    bodyOf: (values) => values,
    send: async (body) => {
      const { endedSessions } = (await (await postAccount("/change-password", body)).json()) as {
        endedSessions: number;
      };
      form.reset();
      await listAgain();
      tell({ text: passwordWords.changed(endedSessions) });
    },
  });
  return (
    <Section title={passwordWords.title}>
      <SaveForm
        label={passwordWords.title}
        sending={sending}
        isDirty={form.values.newPassword !== ""}
        verb={passwordWords.verb}
      >
        <div className="account-fields">
          <PasswordInput
            label={passwordWords.current}
            autoComplete="current-password"
            {...form.getInputProps("currentPassword")}
          />
          <PasswordInput
            label={passwordWords.next}
            description={passwordWords.least(passwordLength.min)}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autoComplete="new-password"
            {...form.getInputProps("newPassword")}
          />
        </div>
        <Checkbox
          className="account-others"
          label={passwordWords.others}
          {...form.getInputProps("revokeOtherSessions", { type: "checkbox" })}
        />
      </SaveForm>
    </Section>
  );
}

function Sessions() {
  const list = usePages<Session>(sessionsKey, (cursor) => call("listSessions", { query: { limit: 50, cursor } }));
  const [endingOthers, setEndingOthers] = useState(false);
  if (list.problem) return <Failure what={sessionWords.whole} problem={list.problem} again={list.again} />;
  const hasOthers = list.items.some(({ current }) => !current);
  return (
    <Section
      title={sessionWords.title}
      about={sessionWords.about}
      action={
        hasOthers && (
          <Button variant="default" leftSection={<IconLogout size={15} />} onClick={() => setEndingOthers(true)}>
            {sessionWords.others}
          </Button>
        )
      }
    >
      <ul className="account-list" aria-label={sessionWords.title}>
        {list.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {list.more && (
        <Button variant="default" onClick={list.more} loading={list.isLoadingMore}>
          {showMore}
        </Button>
      )}
      {endingOthers && (
        <Confirm
          title={sessionWords.othersTitle}
          verb={sessionWords.others}
          close={() => setEndingOthers(false)}
          act={async () => {
            await call("endOtherSessions");
            await listAgain();
          }}
        >
          {sessionWords.othersAbout}
        </Confirm>
      )}
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const [busy, setBusy] = useState(false);
  const { id, current, lastSeenAt, address, userAgent } = session;
  const browser = browserOf(userAgent);
  const Mark = /Mobi|iPhone|Android/.test(userAgent ?? "") ? IconDeviceMobile : IconDeviceDesktop;
  const end = async () => {
    setBusy(true);
    // One that has ended meanwhile is not in the list that is asked for next.
    await call("endSession", { params: { id } }).catch(() => {});
    await listAgain();
    setBusy(false);
  };
  return (
    <li>
      <Mark size={18} stroke={1.6} aria-hidden />
      <div className="account-where">
        <b>
          {browser} {current && <i className="account-here">{sessionWords.current}</i>}
        </b>
        <span title={exactly(lastSeenAt)}>
          {address === null || address === "" ? sessionWords.fromUnknown : sessionWords.from(address)}
          {" · "}
          {sessionWords.seen(momentWithin(lastSeenAt))}
        </span>
      </div>
      {!current && (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          aria-label={sessionWords.signOutOf(browser)}
          onClick={() => void end()}
        >
          {sessionWords.signOut}
        </Button>
      )}
    </li>
  );
}

function browserOf(userAgent: string | null): string {
  const named = (names: ReadonlyArray<[RegExp, string]>) => names.find(([mark]) => mark.test(userAgent ?? ""))?.[1];
  const browser = named(browserNames);
  const system = named(systemNames);
  if (browser === undefined) return sessionWords.program;
  return system === undefined ? browser : sessionWords.on(browser, system);
}
