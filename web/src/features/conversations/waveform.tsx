/** The sound as a picture that one clicks into. The picture is drawn when its program and the file have come. */
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type WaveSurfer from "wavesurfer.js";
import type { Playback } from "./playback.ts";

const ROW_PIXELS = 30;

/** The content security policy lets only styles with the page's own word in. */
const nonce = document.querySelector('meta[name="campanile-nonce"]')?.getAttribute("content") ?? "";

/** @param onChannels hears how many there are: of two, the first is the AI employee's */
export function Waveform({ playback, onChannels }: { playback: Playback; onChannels: (count: number) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [wave, setWave] = useState<WaveSurfer | null>(null);
  const scheme = useComputedColorScheme();
  useEffect(() => {
    let drawn: WaveSurfer | null = null;
    let gone = false;
    import("wavesurfer.js").then(
      ({ default: library }) => {
        if (gone || !place.current) return;
        drawn = library.create({
          container: place.current,
          media: playback.audio,
          // The same address, set before this comes: fetched for the picture, and still played in parts as they are needed.
          url: playback.audio.src,
          height: ROW_PIXELS,
          barWidth: 2,
          barGap: 1.5,
          barRadius: 2,
          cursorWidth: 2,
          normalize: true,
          dragToSeek: true,
          hideScrollbar: true,
          cspNonce: nonce,
          ...colours(),
        });
        drawn.on("decode", () => onChannels(showAll(drawn!)));
        setWave(drawn);
      },
      // Without a picture it is played all the same.
      () => {},
    );
    return () => {
      gone = true;
      setWave(null);
      drawn?.destroy();
    };
  }, [playback, onChannels]);
  useEffect(() => wave?.setOptions(colours()), [wave, scheme]);
  return <div ref={place} className="dr-wave-picture" />;
}

/** One channel has the height of two. */
function showAll(wave: WaveSurfer): number {
  const count = wave.getDecodedData()?.numberOfChannels ?? 1;
  if (count === 1) wave.setOptions({ height: 2 * ROW_PIXELS });
  return count;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const waveColor = token("--line-strong");
  return {
    waveColor,
    progressColor: token("--text"),
    cursorColor: token("--brass"),
    splitChannels: [
      { waveColor, progressColor: token("--text") },
      { waveColor, progressColor: token("--o-in_progress") },
    ],
  };
}
