import { ActionIcon, Button, CopyButton } from "@mantine/core";
import { IconMail, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { mayManage } from "#domain/roles.ts";
import { useMe } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { exactly, momentWithin } from "../../lib/format.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Failure } from "../../ui/page.tsx";
import { roleWords } from "../../words/settings.ts";
import { invitations as words } from "../../words/team.ts";
import { copied as copiedWord } from "../../words/ui.ts";
import { askAgain, type Invitation, useInvitations } from "./use-team.ts";

/** Those nobody has taken yet; nothing where there are none. */
export function Invitations() {
  const { data, error, refetch } = useInvitations();
  const { role: mine } = useMe();
  const [removing, setRemoving] = useState<Invitation | null>(null);
  if (error && !data) return <Failure what={words.whole} problem={error} again={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <section className="panel s-panel" aria-labelledby="invitations">
      <div className="panel-head">
        <h3 id="invitations">{words.title}</h3>
      </div>
      <ul className="s-list" aria-label={words.label}>
        {data.map((invitation) => (
          <li key={invitation.id}>
            <span className="lc-i">
              <IconMail size={16} aria-hidden />
            </span>
            <div className="s-who">
              <b>{invitation.email}</b>
              <span title={exactly(invitation.expiresAt)}>
                {words.about(roleWords[invitation.role].name, momentWithin(invitation.expiresAt))}
              </span>
            </div>
            <CopyButton value={invitation.link}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy} aria-label={words.copyLinkOf(invitation.email)}>
                  {copied ? copiedWord : words.copyLink}
                </Button>
              )}
            </CopyButton>
            {mayManage(mine, invitation.role) && (
              <ActionIcon
                size={28}
                aria-label={words.takeBackOf(invitation.email)}
                onClick={() => setRemoving(invitation)}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {removing && (
        <Confirm
          title={words.takeBackTitle}
          verb={words.takeBackVerb}
          close={() => setRemoving(null)}
          act={async () => {
            await call("deleteInvitation", { params: { id: removing.id } });
            await askAgain("invitations");
          }}
        >
          {words.takeBackAbout(removing.email)}
        </Confirm>
      )}
    </section>
  );
}
