/** The buttons of a campaign: what the server allows now, for this reader. The door of this folder. */
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { lazy, type ReactNode, type RefObject, Suspense, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Kbd } from "../../ui/page.tsx";
import { RowIcon } from "../../ui/row-icon.tsx";
import { actionWords } from "../../words/campaign-actions.ts";
import { useShortcuts } from "../palette/shortcuts.ts";
import { useMoving } from "./act.ts";
import { type CampaignItem, type DialogName, useCampaignItems } from "./items.ts";
import type { Campaign } from "./kept.ts";
import "./campaigns.css";

export { CampaignState } from "./campaign-state.tsx";

const Dialogs = lazy(() => import("./dialogs.tsx"));

/** `menu`: for a row, the likeliest as an icon and the rest behind dots. `buttons`: for the head of the campaign's page. */
export function CampaignActions({ campaign, layout }: { campaign: Campaign; layout: "menu" | "buttons" }) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const items = useCampaignItems(campaign, setDialog);
  const busy = useMoving(campaign.id) !== null;
  const dots = useRef<HTMLButtonElement>(null);
  useShortcuts(
    Object.fromEntries(
      items.flatMap(({ hint, run }) => (hint === undefined || busy ? [] : [[hint.toLowerCase(), run]])),
    ),
    // In a list they are those of the row that has the focus.
    () => layout === "buttons" || (dots.current?.closest("tr, li")?.contains(document.activeElement) ?? false),
  );
  const close = () => {
    setDialog(null);
    // What opened it, an item of the menu, is gone by now.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) dots.current?.focus();
    });
  };
  return (
    <>
      {layout === "menu" ? (
        <RowActions campaign={campaign} items={items} busy={busy} dots={dots} />
      ) : (
        <HeadActions campaign={campaign} items={items} busy={busy} dots={dots} />
      )}
      {dialog !== null && (
        <Suspense>
          <Dialogs name={dialog} campaign={campaign} close={close} />
        </Suspense>
      )}
    </>
  );
}

interface Placed {
  campaign: Campaign;
  items: CampaignItem[];
  busy: boolean;
  dots: RefObject<HTMLButtonElement | null>;
}

/** Busy, it cannot be pressed; being disabled would lose it the focus. */
const pressing = ({ run }: CampaignItem, busy: boolean) =>
  busy ? { "data-disabled": true, "aria-disabled": true } : { onClick: run };

/** Most rows only scroll by: the menu and the tooltip are made when the pointer or the focus comes to their buttons. */
function RowActions({ campaign, items, busy, dots }: Placed) {
  const main = items.find(({ rank }) => rank === "main") ?? items.find(({ key }) => key === "duplicate");
  const place = useRef<HTMLDivElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const focused = useRef(-1);
  useLayoutEffect(() => {
    // With what is around it the button is another, and takes the focus over.
    if (isWanted) place.current?.querySelectorAll("button")[focused.current]?.focus({ preventScroll: true });
  }, [isWanted]);
  const want = () => {
    const buttons = [...(place.current?.querySelectorAll("button") ?? [])];
    focused.current = buttons.findIndex((one) => one === document.activeElement);
    setWanted(true);
  };
  const icon = main && (
    <RowIcon line aria-label={actionWords.of(main.label, campaign.name)} {...pressing(main, busy)}>
      <main.icon size={15} stroke={1.8} />
    </RowIcon>
  );
  return (
    <div
      className="camp-actions"
      ref={place}
      onFocus={isWanted ? undefined : want}
      // A finger that comes presses at once: its button is to stay until then.
      onPointerEnter={({ pointerType }) => !isWanted && pointerType !== "touch" && flushSync(want)}
    >
      {isWanted && main ? <Tooltip label={main.label}>{icon}</Tooltip> : icon}
      {items.length > 0 &&
        (isWanted ? (
          <MoreActions {...{ items, isOpen, setOpen }}>
            <RowIcon ref={dots} aria-label={actionWords.more(campaign.name)}>
              {threeDots}
            </RowIcon>
          </MoreActions>
        ) : (
          <RowIcon
            ref={dots}
            aria-label={actionWords.more(campaign.name)}
            aria-haspopup="menu"
            aria-expanded={false}
            onClick={() => {
              setOpen(true);
              want();
            }}
          >
            {threeDots}
          </RowIcon>
        ))}
    </div>
  );
}

function HeadActions({ campaign, items, busy, dots }: Placed) {
  const shown = items.filter(({ rank }) => rank !== "rest");
  const rest = items.filter(({ rank }) => rank === "rest");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {shown.map((item) => (
        <Button
          // Pause becomes Resume where it stands, and keeps the focus.
          key={item.rank === "main" ? "main" : item.key}
          variant={item.filled ? "filled" : "default"}
          {...(item.danger ? { c: "var(--o-failed-fg)" } : {})}
          leftSection={<item.icon size={16} aria-hidden />}
          {...pressing(item, busy)}
        >
          {item.label}
        </Button>
      ))}
      {rest.length > 0 && (
        <MoreActions {...{ isOpen, setOpen }} items={rest}>
          <ActionIcon ref={dots} size={34} variant="default" aria-label={actionWords.more(campaign.name)}>
            {threeDots}
          </ActionIcon>
        </MoreActions>
      )}
    </>
  );
}

const threeDots = <IconDots size={17} />;

interface MoreProps extends Pick<Placed, "items"> {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** The button that opens it. */
  children: ReactNode;
}

function MoreActions({ items, isOpen, setOpen, children }: MoreProps) {
  const safe = items.filter(({ danger }) => !danger);
  const dangers = items.filter(({ danger }) => danger);
  const item = ({ key, label, icon: Mark, hint, run, danger }: CampaignItem) => (
    <Menu.Item
      key={key}
      leftSection={<Mark size={15} aria-hidden />}
      rightSection={hint === undefined ? undefined : <Kbd>{hint}</Kbd>}
      {...(danger ? { color: "red" } : {})}
      onClick={run}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu opened={isOpen} onChange={setOpen}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {safe.map(item)}
        {safe.length > 0 && dangers.length > 0 && <Menu.Divider />}
        {dangers.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}
