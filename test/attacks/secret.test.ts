/** Door: the secret that signs sessions. No start without one, with a short one, or with another than the database's. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { makeWorkplace, type Workplace } from "#src/cli/test-workplace.ts";

const secret = "0123456789abcdef0123456789abcdef";
const other = "fedcba9876543210fedcba9876543210";
const places: Workplace[] = [];
const place = (environment: Record<string, string> = {}) => {
  const made = makeWorkplace(environment);
  places.push(made);
  return made;
};
afterEach(async () => {
  for (const one of places.splice(0)) await one.remove();
});

test("with the embedded database a secret file that is empty, short or another stops the start with a sentence", async () => {
  const here = place();
  expect(await here.run("api-key", "create", "--name", "A", "--role", "viewer")).toMatchObject({ code: 0 });
  const file = path.join(here.folder, "data", "secret");
  const before = readFileSync(file, "utf8");
  for (const content of ["", " \n", "short"]) {
    writeFileSync(file, content);
    const { code, stdout, stderr } = await here.run("serve");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^The file .+secret has .+ and must have at least 32.+\n$/);
  }
  expect((await here.run("doctor")).stdout).toMatch(/^fail +Secret +The file .+ must have at least 32/m);

  writeFileSync(file, other);
  expect((await here.run("serve")).stderr).toMatch(/^CAMPANILE_SECRET \(or the file.+ is not the secret .+\n$/);
  const doctor = await here.run("doctor");
  expect(doctor.stdout).toMatch(/^fail +Secret .+ and the database was first used with [0-9a-f]{16}/m);
  expect(doctor.stdout).not.toContain(before);

  writeFileSync(file, "");
  expect(await here.run("rotate-secret")).toMatchObject({ code: 0, stdout: expect.stringContaining("sign in again") });
  expect(readFileSync(file, "utf8").length).toBeGreaterThanOrEqual(32);
  expect((await here.run("doctor")).stdout).toMatch(/^ok +Secret +the database's own, check value [0-9a-f]{16}$/m);
});

describe("with a PostgreSQL server", () => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => ({ url, drop } = await createPostgresDatabase()));
  afterEach(() => drop());

  test("two processes with different secrets do not run side by side", async () => {
    const create = ["api-key", "create", "--name", "A", "--role", "viewer"];
    const first = place({ DATABASE_URL: url, CAMPANILE_SECRET: secret });
    expect(await first.run(...create)).toMatchObject({ code: 0 });
    const running = first.start("serve");
    await running.saw("Campanile is at");
    const second = place({ DATABASE_URL: url, CAMPANILE_SECRET: other });
    const { code, stderr } = await second.run("serve");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^CAMPANILE_SECRET .+ is not the secret that this database was first used with.+\n$/);
    expect((await second.run("doctor")).stdout).toMatch(/^fail +Secret/m);

    running.process.kill("SIGTERM");
    await running.ended;
    expect(await second.run("rotate-secret")).toMatchObject({ code: 0 });
    expect(await second.run(...create)).toMatchObject({ code: 0 });
    expect(await first.run(...create)).toMatchObject({ code: 1 });
  });
});
