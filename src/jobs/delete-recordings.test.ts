import { mkdirSync, readdirSync, rmdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deleteContact } from "#actions/delete-contact.ts";
import { temporaryFolder } from "#harness/app.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { toneAsWav } from "#harness/wav.ts";
import { addPeople, openWorld, type World } from "#harness/world.ts";
import { openRecordings, type Recordings } from "#recordings/recordings.ts";
import { deleteRecordings } from "./delete-recordings.ts";

describe.each(databases)("recordings of people who are erased, on $name", ({ open }) => {
  let world: World;
  let data: ReturnType<typeof temporaryFolder>;
  let recordings: Recordings;
  let stop: () => Promise<void> = async () => {};
  const faults: unknown[] = [];
  beforeEach(async () => {
    world = await openWorld(open);
    data = temporaryFolder();
    recordings = openRecordings(data.folder);
  });
  afterEach(async () => {
    await stop();
    await world.close();
    data.remove();
    faults.splice(0);
  });

  const begin = async (againMilliseconds?: number) => {
    stop = await deleteRecordings({
      database: world.database,
      recordings,
      onFault: (fault) => faults.push(fault),
      ...(againMilliseconds === undefined ? {} : { againMilliseconds }),
    });
  };
  /** Somebody whose call was recorded. */
  const talkedTo = async (phone: string) => {
    const [contactId] = await addPeople(world, [{ phone }]);
    const recording = await recordings.write(toneAsWav(1));
    const callId = await addCall(world, { contact_id: contactId!, outcome: "success" });
    await addConversation(world, callId, { contact_id: contactId!, recording });
    return { contactId: contactId!, recording };
  };
  type Talk = Awaited<ReturnType<typeof talkedTo>>;
  const erase = ({ contactId }: { contactId: number }) =>
    deleteContact(world.database.sql, world.organisationId, contactId);
  const kept = () => readdirSync(recordings.folder).toSorted();
  const due = async () => {
    const rows = await world.database.sql.selectFrom("recording_removal").select("name").execute();
    return rows.map(({ name }) => name);
  };

  test("go with them, and no others", async () => {
    await begin();
    const ada = await talkedTo("+14155550101");
    const ben = await talkedTo("+14155550102");
    await erase(ada);
    await vi.waitFor(() => expect(kept()).toEqual([ben.recording]), 20_000);
    await vi.waitFor(async () => expect(await due()).toEqual([]), 20_000);
    expect(faults).toEqual([]);
  });

  test("go at the next start when the process ended before", async () => {
    const ada = await talkedTo("+14155550101");
    await erase(ada);
    expect(await due()).toEqual([ada.recording]);
    expect(kept()).toEqual([ada.recording]);
    await begin();
    await vi.waitFor(() => expect(kept()).toEqual([]), 20_000);
    await vi.waitFor(async () => expect(await due()).toEqual([]), 20_000);
  });

  test("that cannot be deleted are told, hold up no others, and are tried again until they go", async () => {
    const both = [await talkedTo("+14155550101"), await talkedTo("+14155550102")];
    // They are gone through by name: the one that stays is the first.
    const [ada, ben] = both.toSorted((one, other) => (one.recording < other.recording ? -1 : 1)) as [Talk, Talk];
    // A folder of that name is what no one can unlink, whoever runs the test.
    const file = path.join(recordings.folder, ada.recording);
    rmSync(file);
    mkdirSync(file);
    await erase(ada);
    await erase(ben);
    await begin(100);
    await vi.waitFor(() => expect(faults.length).toBeGreaterThanOrEqual(2), 20_000);
    expect(await due()).toEqual([ada.recording]);
    expect(kept()).toEqual([ada.recording]);
    rmdirSync(file);
    writeFileSync(file, "RIFF");
    await vi.waitFor(() => expect(kept()).toEqual([]), 20_000);
    await vi.waitFor(async () => expect(await due()).toEqual([]), 20_000);
  });

  test("that a process never finished go a day later", async () => {
    mkdirSync(recordings.folder);
    const part = path.join(recordings.folder, "old.wav.part");
    writeFileSync(part, "RIFF");
    utimesSync(part, new Date(0), new Date(0));
    writeFileSync(path.join(recordings.folder, "new.wav.part"), "RIFF");
    await begin();
    await vi.waitFor(() => expect(kept()).toEqual(["new.wav.part"]), 20_000);
  });
});
