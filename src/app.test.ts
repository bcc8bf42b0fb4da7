import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openApp, temporaryFolder, testConfig, type TestApp } from "#harness/app.ts";

describe("the program on an embedded database", () => {
  const { folder, remove } = temporaryFolder();
  let app: TestApp | undefined;
  afterEach(async () => {
    await app?.close();
    remove();
  });

  test("begins with what a first campaign needs, leaves a note for the command line, and takes it away at its end", async () => {
    // A start that failed before leaves nothing that stands in the way.
    const file = path.join(folder, "in-the-way");
    writeFileSync(file, "");
    await expect(openApp(testConfig({ dataFolder: path.join(file, "data") }))).rejects.toThrow("ENOTDIR");
    const dataFolder = path.join(folder, "data");
    await expect(openApp(testConfig({ dataFolder, host: "192.0.2.1" }))).rejects.toThrow("EADDRNOTAVAIL");

    app = await openApp(testConfig({ dataFolder }));
    expect((await app.get("getHealth")).database).toBe("embedded");
    expect(await app.get("getMe")).toMatchObject({ role: "owner", organisation: { name: "My organisation" } });
    const lines = (await app.get("listLines")).items;
    expect(lines).toEqual([expect.objectContaining({ kind: "simulator", active: true, problems: [] })]);
    expect(lines[0].settings).toMatchObject({ speed: 1, maxConcurrentCalls: 100 });
    const employees = (await app.get("listAiEmployees")).items;
    expect(employees).toEqual([expect.objectContaining({ active: true, problems: [], maxConcurrentCalls: 100 })]);

    const note = path.join(dataFolder, "server.json");
    expect(JSON.parse(readFileSync(note, "utf8"))).toMatchObject({
      url: app.url,
      key: app.app.localKey,
      pid: process.pid,
    });
    for (const secret of [note, path.join(dataFolder, "secret")]) expect(statSync(secret).mode & 0o077).toBe(0);
    await expect(openApp(testConfig({ dataFolder }))).rejects.toThrow(/in use by another Campanile process/);
    await app.close();
    app = undefined;
    expect(existsSync(note)).toBe(false);
  });
});
