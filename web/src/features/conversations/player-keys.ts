/** The keys of an open recording: play, seek, faster and slower, wherever in the drawer the focus is. */
import { useHotkeys } from "@mantine/hooks";
import { singleKeys } from "../palette/shortcuts.ts";
import type { Playback } from "./playback.ts";

export const SKIP_SECONDS = 5;

/** What has a use of its own for the key, where the focus is in it. */
const TAKES_SPACE = 'a, button, [role="tab"], [role="menu"]';
const TAKES_ARROWS = '[role="tab"], [role="menu"]';
const TAKES_SIGNS = '[role="menu"]';

export function usePlayerKeys(playback: Playback): void {
  const unless = (taken: string, act: () => void) => (event: KeyboardEvent) => {
    const isTaken = event.target instanceof HTMLElement && event.target.closest(taken) !== null;
    if (!singleKeys.on() || isTaken) return;
    event.preventDefault();
    act();
  };
  const keys: Array<[string, (event: KeyboardEvent) => void]> = [
    ["space", unless(TAKES_SPACE, () => playback.toggle())],
    ["ArrowLeft", unless(TAKES_ARROWS, () => playback.skip(-SKIP_SECONDS))],
    ["ArrowRight", unless(TAKES_ARROWS, () => playback.skip(SKIP_SECONDS))],
    [",", unless(TAKES_SIGNS, () => playback.changeSpeed(-1))],
    [".", unless(TAKES_SIGNS, () => playback.changeSpeed(1))],
  ];
  useHotkeys(keys.map(([key, run]) => [key, run, { preventDefault: false }]));
}
