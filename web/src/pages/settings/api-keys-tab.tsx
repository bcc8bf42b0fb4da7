import { ActionIcon, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { mayManage } from "#domain/roles.ts";
import { useMay, useMe } from "../../app/session.ts";
import { CopyField } from "../../features/team/copy-field.tsx";
import { NewApiKey, type NewKey } from "../../features/team/new-api-key.tsx";
import { ShortList } from "../../features/team/short-list.tsx";
import { type ApiKey, askAgain, useApiKeys, when } from "../../features/team/use-team.ts";
import { call } from "../../lib/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { roleWords } from "../../words/settings.ts";

export function ApiKeysTab() {
  const may = useMay();
  const list = useApiKeys();
  const [creating, create] = useDisclosure(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const [removing, setRemoving] = useState<ApiKey | null>(null);
  if (list.problem) return <Failure what="The API keys" problem={list.problem} again={list.again} />;
  return (
    <>
      {made && (
        <section className="panel panel-pad s-panel s-newkey" aria-label="Your new key">
          <p>
            <b>Copy your new key now.</b> It is shown only once.
          </p>
          <CopyField label={made.name} value={made.key} />
        </section>
      )}
      <section className="panel" aria-labelledby="keys">
        <div className="panel-head">
          <h3 id="keys">API keys</h3>
          {may("api_keys:write") && (
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={create.open}>
              New key
            </Button>
          )}
        </div>
        {!list.isLoading && list.items.length === 0 && (
          <Empty
            icon={IconKey}
            title="No API key"
            text="A program signs in with a key. Each has a role, as a person has."
            note="The API is described at /api/docs."
          />
        )}
        <ShortList label="API keys" list={list}>
          {(key) => <KeyRow apiKey={key} remove={setRemoving} />}
        </ShortList>
      </section>
      {creating && <NewApiKey close={create.close} made={setMade} />}
      {removing && (
        <Confirm
          title={`Revoke ${removing.name}`}
          verb="Revoke"
          close={() => setRemoving(null)}
          act={async () => {
            await call("deleteApiKey", { params: { id: removing.id } });
            setMade((shown) => (shown?.id === removing.id ? null : shown));
            await askAgain("api-keys");
          }}
        >
          Programs that use it are refused at once.
        </Confirm>
      )}
    </>
  );
}

function KeyRow({ apiKey, remove }: { apiKey: ApiKey; remove: (key: ApiKey) => void }) {
  const { name, start, role, lastUsedAt, expiresAt } = apiKey;
  const { role: mine } = useMe();
  const may = useMay();
  return (
    <>
      <span className="lc-i">
        <IconKey size={16} aria-hidden />
      </span>
      <div className="s-who">
        <b>{name}</b>
        <span>
          {start !== null && <code>{start}…</code>} {lastUsedAt === null ? "Not used yet" : `Used ${when(lastUsedAt)}`}
        </span>
      </div>
      <span className="s-when hide-m">{expiresAt === null ? "Never ends" : `Ends ${when(expiresAt)}`}</span>
      <span className="s-role">{roleWords[role].name}</span>
      {may("api_keys:write") && mayManage(mine, role) && (
        <ActionIcon size={28} aria-label={`Revoke ${name}`} onClick={() => remove(apiKey)}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </>
  );
}
