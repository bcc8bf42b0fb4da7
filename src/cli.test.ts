import { createPostgresDatabase } from "#harness/databases.ts";
import { accountsIn } from "#store/accounts/tables.ts";
import { openDatabase } from "#store/db.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeWorkplace, type Workplace } from "./cli/test-workplace.ts";

let place: Workplace;
beforeAll(() => {
  place = makeWorkplace();
});
afterAll(() => place.remove());

describe("the command line", () => {
  test("shows what there is", async () => {
    const { code, stdout } = await place.run("--help");
    for (const command of ["run", "resume", "serve", "migrate", "doctor", "adopt-database", "api-key"])
      expect(stdout).toContain(command);
    expect(code).toBe(0);
  });

  test.each([
    [[], "Usage:"],
    [["rnu"], "Unknown command 'rnu' (Did you mean run?) See --help."],
    [["run"], "Missing required argument 'file'. See --help."],
    [["run", "a.csv", "--speeed", "1"], "Unknown option '--speeed' (Did you mean --speed?) See --help."],
    [["run", "a.csv", "--retries", "-1"], '--retries must be a whole number from 0 to 20, not "-1".'],
    [["api-key", "create", "--name", "a"], "Required option '--role <role>' not specified. See --help."],
    [["api-key", "create", "--name", "a", "--role", "boss"], "--role must be one of owner, admin, manager, viewer"],
    [["resume"], "Missing required argument 'id'. See --help."],
  ])("refuses %j with a sentence and exit code 2", async (args, sentence) => {
    const { code, stdout, stderr } = await place.run(...args);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test.each([
    [{ CAMPANILE_DTA: "x" }, "CAMPANILE_DTA is not a setting; did you mean CAMPANILE_DATA?\n"],
    [{ DATABASE_URL: "postgres://127.0.0.1:1/x" }, "DATABASE_URL needs CAMPANILE_SECRET"],
  ])("starts nothing in the environment %j", async (environment, sentence) => {
    const other = makeWorkplace(environment);
    const { code, stderr } = await other.run("serve");
    await other.remove();
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  test("says what to do when the database server cannot be reached", async () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const other = makeWorkplace({ DATABASE_URL: "postgres://127.0.0.1:1/x", CAMPANILE_SECRET: secret });
    const served = await other.run("serve");
    const examined = await other.run("doctor");
    await other.remove();
    const sentence = "The database server of DATABASE_URL cannot be reached";
    expect(served).toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
    expect(examined).toMatchObject({ code: 1, stdout: expect.stringContaining(sentence) });
  });

  test("migrates, looks, and makes a key, on a folder that nobody uses", async () => {
    expect(await place.run("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("made at the first start"),
    });
    expect(await place.run("migrate")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Migrated: 0001/) });
    expect(await place.run("migrate")).toMatchObject({ code: 0, stdout: "The database is up to date.\n" });
    expect(await place.run("doctor")).toMatchObject({ code: 0, stdout: expect.stringMatching(/Schema +up to date/) });
    const key = await place.run("api-key", "create", "--name", "script", "--role", "viewer");
    expect(key).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^\S+\n$/) });
    expect(await place.run("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok +Line "Simulator"/m),
    });
  });

  test("looks at the lines on a PostgreSQL server too, and fails for one that cannot be used", async () => {
    const { url, drop } = await createPostgresDatabase();
    const other = makeWorkplace({ DATABASE_URL: url, CAMPANILE_SECRET: "0123456789abcdef0123456789abcdef" });
    expect(await other.run("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok +Lines +are checked/m),
    });
    await other.run("api-key", "create", "--name", "script", "--role", "viewer");
    expect(await other.run("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok +Line "Simulator"/m),
    });
    const database = await openDatabase({ url });
    const user = { id: "u1", name: "Ada", email: "ada@example.org", email_verified: false };
    await accountsIn(database.sql).insertInto("app_user").values(user).execute();
    expect(await other.run("reset-password", "Ada@example.org")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^http:\/\/localhost:\d+\/reset-password\?token=[\w-]{43}\n$/),
    });
    expect(await other.run("reset-password", "eve@example.org")).toMatchObject({
      code: 1,
      stderr: "There is no account with the address eve@example.org.\n",
    });
    await database.sql.updateTable("line").set({ kind: "sip" }).execute();
    await database.close();
    const wrong = /^fail +Line "Simulator" +This version has no sip lines/m;
    expect(await other.run("doctor")).toMatchObject({ code: 1, stdout: expect.stringMatching(wrong) });
    await other.remove();
    await drop();
  });
});
