/** The player of a call's recording; the transcript below it stands in place of captions. */
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconDownload,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
} from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { duration } from "../../lib/format.ts";
import { playerWords as words, speedWords } from "../../words/player.ts";
import { type Playback, speeds, usePlaybackState } from "./playback.ts";
import { SKIP_SECONDS, usePlayerKeys } from "./player-keys.ts";
import { Waveform } from "./waveform.tsx";
import "./recording.css";

export function Recording({ id, url, playback, employee, contact }: RecordingProps) {
  usePlayerKeys(playback);
  const { playing, failed } = usePlaybackState(playback);
  if (failed) {
    return (
      <p className="dr-player" role="status">
        {words.unplayable}
      </p>
    );
  }
  const Mark = playing ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <section className="dr-player" aria-label={words.recording}>
      <Position playback={playback} employee={employee} contact={contact} />
      <div className="dr-player-row">
        <ActionIcon
          variant="filled"
          color="ink"
          size={36}
          radius="xl"
          aria-label={playing ? words.pause : words.play}
          onClick={() => playback.toggle()}
        >
          <Mark size={16} />
        </ActionIcon>
        <ActionIcon aria-label={words.back} onClick={() => playback.skip(-SKIP_SECONDS)}>
          <IconArrowBackUp size={17} />
        </ActionIcon>
        <ActionIcon aria-label={words.forward} onClick={() => playback.skip(SKIP_SECONDS)}>
          <IconArrowForwardUp size={17} />
        </ActionIcon>
        <Time playback={playback} />
        <span className="grow" />
        <Speed playback={playback} />
        <Tooltip label={words.download}>
          <ActionIcon component="a" href={url} download={words.downloadName(id)} aria-label={words.download}>
            <IconDownload size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
    </section>
  );
}

export interface RecordingProps {
  /** Of the conversation. */
  id: string;
  url: string;
  playback: Playback;
  /** Names of who is heard. */
  employee: string;
  contact: string;
}

/** The waveform, moved in by a click, by dragging or by keys. */
function Position({ playback, employee, contact }: Pick<RecordingProps, "playback" | "employee" | "contact">) {
  const { at, length } = usePlaybackState(playback);
  const [channels, setChannels] = useState(0);
  const whole = Math.floor(length ?? 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keysOf(playback, length ?? 0)[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="dr-wave" data-channels={channels}>
      {channels > 1 && (
        <div className="dr-wave-names" aria-hidden>
          <span>{employee}</span>
          <span>{contact}</span>
        </div>
      )}
      <div
        className="dr-wave-slider"
        role="slider"
        tabIndex={0}
        aria-label={words.position}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={Math.min(Math.floor(at), whole)}
        aria-valuetext={words.of(clock(at), clock(length))}
        onKeyDown={onKeyDown}
      >
        <Waveform playback={playback} onChannels={setChannels} />
      </div>
    </div>
  );
}

/** These are the slider's own, also where single keys are switched off. */
function keysOf(playback: Playback, length: number): Record<string, () => void> {
  const back = () => playback.skip(-SKIP_SECONDS);
  const forward = () => playback.skip(SKIP_SECONDS);
  return {
    ArrowLeft: back,
    ArrowDown: back,
    ArrowRight: forward,
    ArrowUp: forward,
    Home: () => playback.seek(0),
    End: () => playback.seek(length),
  };
}

function Time({ playback }: { playback: Playback }) {
  const { at, length } = usePlaybackState(playback);
  return (
    <span className="num dr-player-time">
      {clock(at)} <i>/ {clock(length)}</i>
    </span>
  );
}

/** A second is shown when it has passed. */
const clock = (seconds: number | null) => duration(seconds === null ? null : Math.floor(seconds));

function Speed({ playback }: { playback: Playback }) {
  const { speed } = usePlaybackState(playback);
  return (
    <Menu position="bottom-end" width={110} withinPortal={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="xs" aria-label={words.speed(speedWords(speed))}>
          {speedWords(speed)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {speeds.map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={one === speed}
            rightSection={one === speed ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => playback.setSpeed(one)}
          >
            {speedWords(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
