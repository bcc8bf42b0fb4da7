import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "#harness/app.ts";
import { openRecordings, type Recordings } from "./recordings.ts";

describe("recordings", () => {
  let data: ReturnType<typeof temporaryFolder>;
  let recordings: Recordings;
  const at = (name: string) => path.join(recordings.folder, name);
  beforeEach(() => {
    data = temporaryFolder();
    recordings = openRecordings(data.folder);
  });
  afterEach(() => data.remove());

  test("are written as they come, and lie under a name of their own, readable by their owner alone", async () => {
    const seen: string[][] = [];
    const name = await recordings.write(
      (async function* bytes() {
        yield Buffer.from("RIFF");
        await new Promise((resolve) => setTimeout(resolve, 10));
        seen.push(readdirSync(recordings.folder));
        yield Buffer.from("WAVE");
      })(),
    );
    expect(seen).toEqual([[`${name}.part`]]);
    expect(readdirSync(recordings.folder)).toEqual([name]);
    expect(readFileSync(at(name), "utf8")).toBe("RIFFWAVE");
    expect(statSync(at(name)).mode & 0o077).toBe(0);
    expect(await recordings.has(name)).toBe(true);
  });

  test("leave nothing behind when their bytes end in a fault", async () => {
    const torn = (async function* bytes() {
      yield Buffer.from("RIFF");
      throw new Error("the line is gone");
    })();
    await expect(recordings.write(torn)).rejects.toThrow("the line is gone");
    expect(readdirSync(recordings.folder)).toEqual([]);
  });

  test("are deleted, and one that is gone is deleted already", async () => {
    const name = await recordings.write(wav());
    await recordings.delete(name);
    expect(await recordings.has(name)).toBe(false);
    await recordings.delete(name);
    rmSync(recordings.folder, { recursive: true });
    await recordings.delete(name);
  });

  test("that cannot be deleted say so", async () => {
    const name = await recordings.write(wav());
    rmSync(at(name));
    mkdirSync(at(name));
    expect(await recordings.has(name)).toBe(false);
    await expect(recordings.delete(name)).rejects.toThrow(/EISDIR|EPERM/);
  });

  test.each(["../secret", "secret", "..", "", "/etc/passwd", `../${"0".repeat(36)}.wav`])(
    "%j is the name of none",
    async (name) => {
      await recordings.write(wav());
      const secret = path.join(data.folder, "secret");
      writeFileSync(secret, "kept");
      expect(await recordings.has(name)).toBe(false);
      await recordings.delete(name);
      expect(readFileSync(secret, "utf8")).toBe("kept");
    },
  );

  test("that were never finished are deleted when they are old", async () => {
    await recordings.deleteUnfinished(new Date());
    const name = await recordings.write(wav());
    const hour = (n: number) => new Date(Date.UTC(2026, 10, 20, n));
    for (const [file, hours] of [
      ["old.wav.part", 8],
      ["new.wav.part", 10],
      [name, 8],
    ] as const) {
      writeFileSync(at(file), "RIFF");
      utimesSync(at(file), hour(hours), hour(hours));
    }
    await recordings.deleteUnfinished(hour(9));
    expect(readdirSync(recordings.folder).toSorted()).toEqual([name, "new.wav.part"].toSorted());
  });
});

async function* wav(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("RIFFWAVE");
}
