/** The keys, and what they do. */
import { placeWords } from "./app.tsx";
import { playerShortcuts } from "./player.ts";

interface KeyGroup {
  title: string;
  /** Several keys are pressed one after the other, or held together where the first is ⌘ or Ctrl. */
  keys: ReadonlyArray<readonly [names: string, does: string]>;
}

/** @param mod ⌘ or Ctrl */
export const keyGroups = (mod: string): readonly KeyGroup[] => [
  {
    title: "Everywhere",
    keys: [
      [`${mod} K`, "Search or jump to"],
      ["/", "Search this list"],
      ["C", "Create a campaign"],
      ["?", "This list"],
    ],
  },
  {
    title: "Go to",
    keys: [
      ["G C", placeWords.campaigns.label],
      ["G V", placeWords.conversations.label],
      ["G P", placeWords.contacts.label],
      ["G E", placeWords.employees.label],
      ["G S", placeWords.settings.label],
    ],
  },
  {
    title: "In a list, or beside it",
    keys: [
      ["J", "Next"],
      ["K", "Previous"],
      ["Enter", "Open"],
      ["Esc", "Close"],
    ],
  },
  {
    title: "A campaign, open or in the list",
    keys: [
      ["P", "Pause or resume"],
      ["D", "Duplicate"],
      ["E", "Export"],
    ],
  },
  playerShortcuts,
  { title: "Creating a campaign", keys: [[`${mod} Enter`, "Next step"]] },
];

export const shortcutHelp = {
  title: "Keyboard shortcuts",
  switch: "Single keys",
  switchAbout: "Off: only keys together with another, in this browser.",
};
