/** What the keyboard does on every page; the palette and the list of keys are loaded when first asked for. */
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { places } from "../../app/places.ts";
import { useMay } from "../../app/session.ts";
import { useCreateCampaign } from "../campaigns/create.ts";
import { focusSearch, moveInList } from "./list-keys.ts";
import { useShortcuts } from "./shortcuts.ts";

const Palette = lazy(() => import("./palette.tsx"));
const ShortcutHelp = lazy(() => import("./shortcut-help.tsx"));

/** How often the palette was asked for; `ask` is for a button. */
export function usePalette() {
  const [asked, setAsked] = useState(0);
  return { asked, ask: () => setAsked((times) => times + 1) };
}

/** @param mayCreate false where a campaign is being created already */
export function Commands({
  palette: { asked, ask },
  mayCreate,
}: {
  palette: ReturnType<typeof usePalette>;
  mayCreate: boolean;
}) {
  const navigate = useNavigate();
  const may = useMay();
  const create = useCreateCampaign();
  const [help, setHelp] = useState(false);
  const goTo = places.map(({ to, letter }) => [`g ${letter}`, () => void navigate({ to })] as const);
  useShortcuts({
    ...Object.fromEntries(goTo),
    "mod+k": ask,
    "?": () => setHelp(true),
    "/": focusSearch,
    j: () => moveInList(1),
    k: () => moveInList(-1),
    ...(mayCreate && may("campaigns:write") && !create.isPending ? { c: () => create.mutate() } : {}),
  });
  return (
    <Suspense>
      {asked > 0 && <Palette asked={asked} help={() => setHelp(true)} />}
      {help && <ShortcutHelp close={() => setHelp(false)} />}
    </Suspense>
  );
}
