/** The frame of every page inside: sidebar or bars, where one is, what is live, and whether the numbers are of now. */
import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconMoon, IconSearch, IconSelector, IconSun, IconUser, IconWifiOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { metricsQuery } from "../features/campaigns/queries.ts";
import { Commands, usePalette } from "../features/palette/commands.tsx";
import { modKey } from "../features/palette/shortcuts.ts";
import { postAccount } from "../lib/api.ts";
import { grouped } from "../lib/format.ts";
import { queryClient } from "../lib/query.ts";
import { firstLetter, Logo, PersonMark } from "../ui/marks.tsx";
import { Kbd } from "../ui/page.tsx";
import { Notices } from "../ui/toast.tsx";
import { closeLive, openLive, useLiveState } from "./live.ts";
import { accountWords, appName, controlKey, frameWords, lineUse, roleNames, staleWords } from "../words/app.tsx";
import { loading } from "../words/ui.ts";
import { places } from "./places.ts";
import { useMe } from "./session.ts";

/** Places in the picture of lines in use. */
const STROKES = 20;

export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    openLive();
    return closeLive;
  }, []);
  // The wizard has the screen to itself.
  const alone = path.includes("/edit/");
  const palette = usePalette();
  const page = (
    <Suspense fallback={<div className="waiting">{loading}</div>}>
      <Outlet />
    </Suspense>
  );
  return (
    <>
      {alone ? (
        page
      ) : (
        <Frame path={path} search={palette.ask}>
          {page}
        </Frame>
      )}
      <Commands palette={palette} mayCreate={!alone} />
      <Notices />
    </>
  );
}

function Frame({ path, search, children }: { path: string; search: () => void; children: ReactNode }) {
  const isAt = (to: string) => path.startsWith(to);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {frameWords.skip}
      </a>
      <aside className="side" aria-label={frameWords.side}>
        <div className="side-top">
          <Link to="/campaigns" className="brand" aria-label={frameWords.home}>
            <Logo />
            <span>{appName}</span>
          </Link>
        </div>
        <Organisation />
        <button type="button" className="search" onClick={search}>
          <IconSearch size={15} aria-hidden />
          <span>{frameWords.jump}</span>
          <Kbd>{modKey === controlKey ? `${modKey} K` : `${modKey}K`}</Kbd>
        </button>
        <nav aria-label={frameWords.places}>
          {places.map(({ to, label, icon: Mark }) => (
            <Link
              key={to}
              to={to}
              className="nav"
              data-on={isAt(to) || undefined}
              aria-current={isAt(to) ? "page" : undefined}
            >
              <Mark size={18} stroke={1.7} aria-hidden />
              <span>{label}</span>
              {to === "/campaigns" && <RunningNow />}
            </Link>
          ))}
        </nav>
        <div className="side-foot">
          <LinesInUse />
          <Person />
        </div>
      </aside>
      <div className="mtop">
        <Link to="/campaigns" className="brand" aria-label={frameWords.home}>
          <Logo size={28} />
          <span>{appName}</span>
        </Link>
        <span className="grow" />
        <ActionIcon size={44} aria-label={frameWords.jump} onClick={search}>
          <IconSearch size={19} aria-hidden />
        </ActionIcon>
        <Person small />
      </div>
      <main id="main" className="main" tabIndex={-1}>
        <StaleBanner />
        {children}
      </main>
      <nav className="mnav" aria-label={frameWords.placesSmall}>
        {places.map(({ to, short, icon: Mark }) => (
          <Link key={to} to={to} data-on={isAt(to) || undefined} aria-current={isAt(to) ? "page" : undefined}>
            <Mark size={21} stroke={1.7} aria-hidden />
            <span>{short}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}

function Organisation() {
  const { organisation } = useMe();
  return (
    <div className="org">
      <span className="org-mark" aria-hidden>
        {firstLetter(organisation.name)}
      </span>
      <span className="org-name">{organisation.name}</span>
    </div>
  );
}

function useMetrics() {
  return useQuery({ ...metricsQuery(), refetchInterval: 5_000 }).data;
}

function RunningNow() {
  const running = useMetrics()?.runningNow ?? 0;
  if (running === 0) return null;
  return (
    <span className="nav-live">
      <span className="live-dot" aria-hidden />
      <span aria-hidden>{grouped(running)}</span>
      <span className="vh">{frameWords.running(running)}</span>
    </span>
  );
}

function LinesInUse() {
  const metrics = useMetrics();
  const { state } = useLiveState();
  if (!metrics) return <div className="lines lines-wait" aria-hidden />;
  const { inUse, total } = metrics.capacity;
  const filled = total > 0 ? Math.ceil((inUse / total) * STROKES) : 0;
  return (
    <div className="lines" role="group" aria-label={lineUse.label(inUse, total)}>
      <div className="lines-head">
        <span>{lineUse.title}</span>
        <b>{lineUse.of(inUse, total)}</b>
      </div>
      <div className="lines-bar" aria-hidden>
        {Array.from({ length: STROKES }, (_, index) => (
          <span key={index} data-on={index < filled || undefined} />
        ))}
      </div>
      <div className="lines-foot">
        {state === "lost" ? (
          <>
            <IconWifiOff size={13} aria-hidden />
            {lineUse.lost}
          </>
        ) : (
          <>
            <span className="ok-dot" aria-hidden />
            {lineUse.live}
          </>
        )}
      </div>
    </div>
  );
}

function Person({ small }: { small?: boolean }) {
  const { user, key, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const name = user?.name ?? key?.name ?? "";
  const signOut = async () => {
    await postAccount("/sign-out", {});
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu position={small ? "bottom-end" : "top-start"}>
      <Menu.Target>
        <button type="button" className={small ? "me me-small" : "me"}>
          <PersonMark name={name} />
          {!small && (
            <>
              <span>
                <b>{name}</b>
                <i>{roleNames[role]}</i>
              </span>
              <IconSelector size={15} aria-hidden />
            </>
          )}
          <span className="vh">{small ? accountWords.of(name) : accountWords.after}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {user && (
          <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: "/account" })}>
            {accountWords.account}
          </Menu.Item>
        )}
        <Menu.Label>{accountWords.appearance}</Menu.Label>
        <Menu.Item
          leftSection={<IconSun size={16} />}
          onClick={() => setColorScheme("light")}
          aria-current={colorScheme === "light"}
        >
          {accountWords.light}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMoon size={16} />}
          onClick={() => setColorScheme("dark")}
          aria-current={colorScheme === "dark"}
        >
          {accountWords.dark}
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme("auto")} aria-current={colorScheme === "auto"}>
          {accountWords.auto}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {accountWords.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Numbers that are not of now say so, and how old they are. */
function StaleBanner() {
  const { state, since } = useLiveState();
  const [now, setNow] = useState(Date.now());
  // What moves stands still: nobody knows whether it still goes on.
  useEffect(() => {
    document.documentElement.toggleAttribute("data-stale", state === "lost");
  }, [state]);
  useEffect(() => {
    if (state !== "lost") return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [state]);
  const seconds = Math.max(0, Math.round((now - since) / 1_000));
  if (state !== "lost" || seconds < 10) return null;
  const at = new Date(since).toLocaleTimeString(undefined, { hourCycle: "h23" });
  return (
    <div className="stale" role="status">
      <IconWifiOff size={16} aria-hidden />
      <span>{staleWords.lost(seconds, at)}</span>
      <button type="button" onClick={openLive}>
        {staleWords.again}
      </button>
    </div>
  );
}
