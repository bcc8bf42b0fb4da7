/** The buttons of a campaign: what the server allows now, for this reader. The door of this folder. */
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { Kbd } from "../../ui/page.tsx";
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

function RowActions({ campaign, items, busy, dots }: Placed) {
  const main = items.find(({ rank }) => rank === "main") ?? items.find(({ key }) => key === "duplicate");
  return (
    <div className="camp-actions">
      {main && (
        <Tooltip label={main.label}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={actionWords.of(main.label, campaign.name)}
            {...pressing(main, busy)}
          >
            <main.icon size={15} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      )}
      {items.length > 0 && <MoreActions campaign={campaign} items={items} dots={dots} size={30} variant="subtle" />}
    </div>
  );
}

function HeadActions({ campaign, items, busy, dots }: Placed) {
  const shown = items.filter(({ rank }) => rank !== "rest");
  const rest = items.filter(({ rank }) => rank === "rest");
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
      {rest.length > 0 && <MoreActions campaign={campaign} items={rest} dots={dots} size={34} variant="default" />}
    </>
  );
}

function MoreActions({
  campaign,
  items,
  dots,
  size,
  variant,
}: Omit<Placed, "busy"> & { size: number; variant: "subtle" | "default" }) {
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
    <Menu>
      <Menu.Target>
        <ActionIcon ref={dots} size={size} variant={variant} aria-label={actionWords.more(campaign.name)}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {safe.map(item)}
        {safe.length > 0 && dangers.length > 0 && <Menu.Divider />}
        {dangers.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}
