/** What holds for the whole organisation; `?tab=` says which part. */
import {
  type Icon,
  IconBan,
  IconBuilding,
  IconClockHour4,
  IconHistory,
  IconKey,
  IconLock,
  IconPhone,
  IconUsers,
} from "@tabler/icons-react";
import { Link, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Permission } from "#domain/roles.ts";
import type { Search } from "../../app/router.tsx";
import { useMay, useMe } from "../../app/session.ts";
import { Empty, Page } from "../../ui/page.tsx";
import { notForRole, roleWords, settingsTabs, settingsWords } from "../../words/settings.ts";
import { failureWords } from "../../words/ui.ts";
import { ApiKeysTab } from "./api-keys-tab.tsx";
import { AuditTab } from "./audit-tab.tsx";
import { DoNotCallTab } from "./do-not-call-tab.tsx";
import { LinesTab } from "./lines-tab.tsx";
import { OrganisationTab } from "./organisation-tab.tsx";
import { RulesTab } from "./rules-tab.tsx";
import { TeamTab } from "./team-tab.tsx";
import "./settings.css";

interface Tab {
  tab: keyof typeof settingsTabs;
  icon: Icon;
  permission: Permission;
  body: ComponentType;
}

const tabs: readonly [Tab, ...Tab[]] = [
  { tab: "lines", icon: IconPhone, permission: "lines:read", body: LinesTab },
  { tab: "do-not-call", icon: IconBan, permission: "do_not_call:read", body: DoNotCallTab },
  { tab: "rules", icon: IconClockHour4, permission: "rules:read", body: RulesTab },
  { tab: "team", icon: IconUsers, permission: "members:read", body: TeamTab },
  { tab: "api-keys", icon: IconKey, permission: "api_keys:read", body: ApiKeysTab },
  { tab: "audit", icon: IconHistory, permission: "audit:read", body: AuditTab },
  {
    tab: "organisation",
    icon: IconBuilding,
    permission: "organisation:read",
    body: OrganisationTab,
  },
];

/** Where the sections stand in a row that is wider than the screen. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: "nearest", inline: "center" });

export function Settings() {
  const may = useMay();
  const { tab } = useSearch({ strict: false }) as Search;
  const open = tabs.filter(({ permission }) => may(permission));
  const { body: Body, ...current } = tabs.find((one) => one.tab === tab) ?? tabs[0];
  return (
    <Page title={settingsWords.title}>
      <div className="sett">
        <nav aria-label={settingsWords.title} className="snav">
          {open.map(({ tab: name, icon: Mark }) => (
            <Link
              key={name}
              to="/settings"
              search={{ tab: name }}
              data-on={name === current.tab || undefined}
              aria-current={name === current.tab ? "page" : undefined}
              ref={name === current.tab ? intoView : undefined}
            >
              <Mark size={17} stroke={1.7} aria-hidden />
              {settingsTabs[name]}
            </Link>
          ))}
        </nav>
        <div className="sbody">
          <h2 className="vh">{settingsTabs[current.tab]}</h2>
          {may(current.permission) ? <Body /> : <NotForRole />}
        </div>
      </div>
    </Page>
  );
}

/** Where an address leads that somebody with another role gave. */
function NotForRole() {
  const { role } = useMe();
  return (
    <div className="panel">
      <Empty
        icon={IconLock}
        title={failureWords.role}
        text={notForRole(roleWords[role].name)}
        note={failureWords.whoHelps}
      />
    </div>
  );
}
