/** The recording of a call; its transcript below stands in place of captions. */
import { useHotkeys } from "@mantine/hooks";
import { useRef } from "react";
import { singleKeys } from "../palette/shortcuts.ts";

const SKIP_SECONDS = 5;
const speeds = [0.75, 1, 1.25, 1.5, 2] as const;

export function Recording({ url }: { url: string }) {
  const player = useRef<HTMLAudioElement>(null);
  const act = (change: (audio: HTMLAudioElement) => void) => (event: KeyboardEvent) => {
    // What has the focus has its own use for these keys.
    const taken = event.target instanceof HTMLElement && event.target.closest("button, a, audio, [role=tab]") !== null;
    if (!player.current || !singleKeys.on() || taken) return;
    event.preventDefault();
    change(player.current);
  };
  const skip = (seconds: number) => act((audio) => (audio.currentTime = Math.max(0, audio.currentTime + seconds)));
  const pace = (by: 1 | -1) =>
    act((audio) => {
      const at = speeds.findIndex((speed) => speed === audio.playbackRate);
      audio.playbackRate = speeds[at + by] ?? audio.playbackRate;
    });
  const keys: Array<[string, (event: KeyboardEvent) => void]> = [
    ["Space", act((audio) => void (audio.paused ? audio.play() : audio.pause()))],
    ["ArrowLeft", skip(-SKIP_SECONDS)],
    ["ArrowRight", skip(SKIP_SECONDS)],
    [",", pace(-1)],
    [".", pace(1)],
  ];
  useHotkeys(keys.map(([key, run]) => [key, run, { preventDefault: false }]));
  return (
    <div className="dr-player">
      <audio ref={player} controls preload="metadata" src={url} aria-label="Recording of the call" />
    </div>
  );
}
