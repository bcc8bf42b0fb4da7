import { ActionIcon, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus, IconTrash, IconUserShare } from "@tabler/icons-react";
import { useState } from "react";
import { mayManage } from "#domain/roles.ts";
import { apiDocs } from "../../lib/base.ts";
import { useMay, useMe } from "../../app/session.ts";
import { CopyField } from "../../features/team/copy-field.tsx";
import { HandOverKey } from "../../features/team/hand-over-key.tsx";
import { NewApiKey, type NewKey } from "../../features/team/new-api-key.tsx";
import { ShortList } from "../../features/team/short-list.tsx";
import { type ApiKey, askAgain, useApiKeys } from "../../features/team/use-team.ts";
import { momentWithin } from "../../lib/format.ts";
import { call } from "../../lib/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { roleWords } from "../../words/settings.ts";
import { apiKeys as words } from "../../words/api-keys.tsx";

export function ApiKeysTab() {
  const may = useMay();
  const list = useApiKeys();
  const [creating, create] = useDisclosure(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const [removing, setRemoving] = useState<ApiKey | null>(null);
  const [handing, setHanding] = useState<ApiKey | null>(null);
  if (list.problem) return <Failure what={words.whole} problem={list.problem} again={list.again} />;
  return (
    <>
      {made && (
        <section className="panel panel-pad s-panel s-newkey" aria-label={words.newKey}>
          <p>{words.copyNow()}</p>
          <CopyField label={made.name} value={made.key} />
        </section>
      )}
      <section className="panel" aria-labelledby="keys">
        <div className="panel-head">
          <h3 id="keys">{words.title}</h3>
          {may("api_keys:write") && (
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={create.open}>
              {words.add}
            </Button>
          )}
        </div>
        {!list.isLoading && list.items.length === 0 && (
          <Empty icon={IconKey} title={words.noneTitle} text={words.none} note={words.noneNote(apiDocs)} />
        )}
        <ShortList label={words.title} list={list}>
          {(key) => <KeyRow apiKey={key} remove={setRemoving} handOver={setHanding} />}
        </ShortList>
      </section>
      {creating && <NewApiKey close={create.close} made={setMade} />}
      {handing && <HandOverKey apiKey={handing} close={() => setHanding(null)} />}
      {removing && (
        <Confirm
          title={words.revoke(removing.name)}
          verb={words.revokeVerb}
          close={() => setRemoving(null)}
          act={async () => {
            await call("deleteApiKey", { params: { id: removing.id } });
            setMade((shown) => (shown?.id === removing.id ? null : shown));
            await askAgain("api-keys");
          }}
        >
          {words.revokeAbout}
        </Confirm>
      )}
    </>
  );
}

function endOf({ expiresAt, ended }: ApiKey): string {
  if (ended) return words.left;
  if (expiresAt === null) return words.neverEnds;
  return new Date(expiresAt).getTime() <= Date.now()
    ? words.ended(momentWithin(expiresAt))
    : words.ends(momentWithin(expiresAt));
}

function makerOf({ createdBy, holder }: ApiKey): string | null {
  if (createdBy === null) return holder && words.held(holder.name);
  return holder === null || holder.name === createdBy ? words.madeBy(createdBy) : words.heldBy(createdBy, holder.name);
}

interface KeyRowProps {
  apiKey: ApiKey;
  remove: (key: ApiKey) => void;
  handOver: (key: ApiKey) => void;
}

function KeyRow({ apiKey, remove, handOver }: KeyRowProps) {
  const { name, start, role, lastUsedAt } = apiKey;
  const { role: mine } = useMe();
  const may = useMay();
  const maker = makerOf(apiKey);
  return (
    <>
      <span className="lc-i">
        <IconKey size={16} aria-hidden />
      </span>
      <div className="s-who">
        <b>{name}</b>
        <span>
          {start !== null && <code>{start}…</code>}{" "}
          {lastUsedAt === null ? words.unused : words.used(momentWithin(lastUsedAt))}
          {maker !== null && ` · ${maker}`}
        </span>
      </div>
      <span className="s-when hide-m">{endOf(apiKey)}</span>
      <span className="s-role">{roleWords[role].name}</span>
      {mine === "owner" && (
        <ActionIcon size={28} aria-label={words.handOver(name)} onClick={() => handOver(apiKey)}>
          <IconUserShare size={16} />
        </ActionIcon>
      )}
      {may("api_keys:write") && mayManage(mine, role) && (
        <ActionIcon size={28} aria-label={words.revoke(name)} onClick={() => remove(apiKey)}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </>
  );
}
