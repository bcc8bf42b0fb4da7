import { ActionIcon } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useState } from "react";
import { mayManage, type Role } from "#domain/roles.ts";
import { useMay, useMe } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { exactly, momentWithin } from "../../lib/format.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { PersonMark } from "../../ui/marks.tsx";
import { Failure } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { roleWords } from "../../words/settings.ts";
import { members as words } from "../../words/team.ts";
import { RoleSelect } from "./role-select.tsx";
import { ShortList } from "./short-list.tsx";
import { askAgain, type Member, useMembers } from "./use-team.ts";

export function Members() {
  const list = useMembers();
  const [removing, setRemoving] = useState<Member | null>(null);
  if (list.problem) return <Failure what={words.whole} problem={list.problem} again={list.again} />;
  if (list.isLoading) return <div className="s-wait late" role="status" aria-label={words.loading} />;
  return (
    <>
      <ShortList label={words.title} list={list}>
        {(member) => <MemberRow member={member} remove={setRemoving} />}
      </ShortList>
      {removing && (
        <Confirm
          title={words.remove(removing.name)}
          verb={words.removeVerb}
          close={() => setRemoving(null)}
          act={async () => {
            await call("removeMember", { params: { id: removing.id } });
            await askAgain("members");
            tell({ text: words.removed(removing.name) });
          }}
        >
          {words.removeAbout}
        </Confirm>
      )}
    </>
  );
}

function MemberRow({ member, remove }: { member: Member; remove: (member: Member) => void }) {
  const { id, name, email, role, joinedAt, userId } = member;
  const { user, role: mine } = useMe();
  const may = useMay();
  const isMe = userId === user?.id;
  const manages = may("members:write") && !isMe && mayManage(mine, role);
  const change = async (next: Role) => {
    try {
      await call("updateMember", { params: { id }, body: { role: next } });
      tell({ text: words.roleChanged(name, roleWords[next].name) });
    } catch (problem) {
      tell({ text: (problem as Error).message, refused: true });
    }
    await askAgain("members");
  };
  return (
    <>
      <PersonMark name={name} size={32} />
      <div className="s-who">
        <b>{isMe ? words.me(name) : name}</b>
        <span>{email}</span>
      </div>
      <span className="s-when hide-m" title={exactly(joinedAt)}>
        {words.joined(momentWithin(joinedAt))}
      </span>
      {manages ? (
        <RoleSelect
          aria-label={words.role(name)}
          w={130}
          size="xs"
          value={role}
          onChange={(next) => void change(next)}
        />
      ) : (
        <span className="s-role">{roleWords[role].name}</span>
      )}
      {may("members:write") &&
        (manages ? (
          <ActionIcon size={28} aria-label={words.remove(name)} onClick={() => remove(member)}>
            <IconUserMinus size={16} />
          </ActionIcon>
        ) : (
          <span className="s-none" />
        ))}
    </>
  );
}
