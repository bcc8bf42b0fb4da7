/** One recording that is played: the browser's own audio, and what of it is shown. */
import { useEffect, useMemo, useSyncExternalStore } from "react";

export const speeds = [0.75, 1, 1.25, 1.5, 2] as const;

export interface PlaybackState {
  playing: boolean;
  /** Seconds since its beginning. */
  at: number;
  /** Seconds; null until it is known. */
  length: number | null;
  speed: number;
  /** It could not be loaded, or is none that this browser plays. */
  failed: boolean;
}

const begun: PlaybackState = { playing: false, at: 0, length: null, speed: 1, failed: false };
const changes = [
  "play",
  "pause",
  "ended",
  "timeupdate",
  "seeking",
  "seeked",
  "ratechange",
  "durationchange",
  "loadedmetadata",
  "emptied",
  "error",
] as const;

export class Playback {
  readonly audio = new Audio();
  #state = begun;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.audio.preload = "metadata";
    for (const change of changes) this.audio.addEventListener(change, () => this.#look());
  }

  readonly state = (): PlaybackState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** @returns how to let go of it */
  open(url: string): () => void {
    this.audio.src = url;
    return () => {
      this.audio.pause();
      this.audio.removeAttribute("src");
      this.audio.load();
    };
  }

  toggle(): void {
    // What keeps it from playing is told by the error event.
    if (this.audio.paused) this.audio.play().catch(() => {});
    else this.audio.pause();
  }

  seek(seconds: number): void {
    this.audio.currentTime = Math.max(0, Math.min(seconds, this.#state.length ?? seconds));
  }

  skip(seconds: number): void {
    this.seek(this.audio.currentTime + seconds);
  }

  setSpeed(speed: number): void {
    this.audio.playbackRate = speed;
  }

  /** To the next of the speeds, as long as there is one. */
  changeSpeed(by: 1 | -1): void {
    const next = speeds[speeds.findIndex((speed) => speed === this.audio.playbackRate) + by];
    if (next !== undefined) this.setSpeed(next);
  }

  #look(): void {
    const { paused, currentTime, duration, playbackRate, error } = this.audio;
    const length = Number.isFinite(duration) ? duration : null;
    this.#state = { playing: !paused, at: currentTime, length, speed: playbackRate, failed: error !== null };
    for (const listener of this.#listeners) listener();
  }
}

/** Null where nothing was recorded. It ends with the component. */
export function usePlayback(url: string | null): Playback | null {
  const isRecorded = url !== null;
  const playback = useMemo(() => (isRecorded ? new Playback() : null), [isRecorded]);
  useEffect(() => (url === null ? undefined : playback?.open(url)), [playback, url]);
  return playback;
}

export const usePlaybackState = (playback: Playback): PlaybackState =>
  useSyncExternalStore(playback.subscribe, playback.state);

/** The last of these moments that has come; -1 before the first, and where nothing is played. */
export function useCurrent(playback: Playback | null, moments: readonly number[]): number {
  return useSyncExternalStore(playback?.subscribe ?? noneChanges, () => {
    const { at, playing } = playback?.state() ?? begun;
    return at === 0 && !playing ? -1 : moments.findLastIndex((moment) => moment <= at);
  });
}

const noneChanges = () => () => {};
