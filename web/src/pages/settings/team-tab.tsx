import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMay } from "../../app/session.ts";
import { Invitations } from "../../features/team/invitations.tsx";
import { Invite } from "../../features/team/invite.tsx";
import { Members } from "../../features/team/members.tsx";
import { RoleTable } from "../../features/team/role-table.tsx";
import { invite as inviteWords, members as words } from "../../words/team.ts";

export function TeamTab() {
  const may = useMay();
  const [inviting, invite] = useDisclosure(false);
  return (
    <>
      <section className="panel s-panel" aria-labelledby="people">
        <div className="panel-head">
          <h3 id="people">{words.title}</h3>
          {may("members:write") && (
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={invite.open}>
              {inviteWords.open}
            </Button>
          )}
        </div>
        <Members />
      </section>
      {may("members:write") && <Invitations />}
      <RoleTable />
      {inviting && <Invite close={invite.close} />}
    </>
  );
}
