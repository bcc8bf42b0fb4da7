import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventShapes } from "#contract/events.ts";
import { makeWorkplace, type Running, type Workplace } from "./test-workplace.ts";

const example = path.resolve(import.meta.dirname, "../../examples/contacts.csv");

/** How the callees of the example end (design: the simulator's callees), without retries and without waiting. */
const exampleCounts = {
  total: 20,
  success: 9,
  voicemail: 1,
  no_answer: 4,
  busy: 2,
  failed: 4,
  pending: 0,
  in_progress: 0,
  skipped: 0,
  canceled: 0,
};

function rows(file: string): string[] {
  return readFileSync(file, "utf8").trim().split(/\r?\n/);
}

describe("run, alone on a fresh folder", { timeout: 180_000 }, () => {
  let place: Workplace;
  beforeAll(() => {
    place = makeWorkplace();
    copyFileSync(example, path.join(place.folder, "contacts.csv"));
    const calm = Array.from({ length: 20 }, (_, at) => `+120255501${at + 20}\n`);
    writeFileSync(path.join(place.folder, "calm.csv"), `phone\n${calm.join("")}`);
  });
  afterAll(() => place.remove());

  test("calls everybody in the file, shows the results, and writes a report", async () => {
    const { code, stdout, stderr } = await place.run("run", "contacts.csv", "--speed", "max");
    expect(stderr).toBe("");
    expect(stdout).toContain("contacts.csv: 20 rows: 20 ready.");
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}/m);
    expect(stdout).toMatch(/^Completed: contacts \d{4}-\d\d-\d\d \d\d:\d\d/m);
    expect(stdout).toMatch(/Completed \(Success\) +9\n/);
    expect(stdout).toMatch(/Completion rate +80\.0 %\n/);
    expect(stdout).toMatch(/Success rate +56\.3 %\n/);
    expect(stdout).toContain("Report: results.csv");
    expect(code).toBe(0);
    const report = rows(path.join(place.folder, "results.csv"));
    expect(report).toHaveLength(21);
    expect(report[0]).toContain("plan");
    expect(existsSync(path.join(place.folder, "rejected.csv"))).toBe(false);
    expect(existsSync(path.join(place.folder, "data", "server.json"))).toBe(false);
  });

  test("--json prints the final campaign alone, and all else beside it", async () => {
    const args = ["--speed", "max", "--json", "--report", "again.csv", "--name", "Again"];
    const { code, stdout, stderr } = await place.run("run", "contacts.csv", ...args);
    const campaign = eventShapes.campaign.parse(JSON.parse(stdout));
    expect(campaign).toMatchObject({ name: "Again", status: "completed", settings: { retry: { maxRetries: 0 } } });
    expect(campaign.counts.total).toBe(20);
    expect(stderr).toContain("Completion rate");
    expect(existsSync(path.join(place.folder, "again.csv"))).toBe(true);
    expect(code).toBe(0);
  });

  test("Ctrl-C pauses, and resume goes on to the end", async () => {
    const running = place.start("run", "calm.csv", "--speed", "50", "--concurrency", "2");
    await running.saw("Calling 20 contacts");
    running.process.kill("SIGINT");
    const paused = await running.ended;
    expect(paused.code).toBe(1);
    expect(paused.stdout).toContain("Pausing");
    const [, id = ""] = /npm run campanile -- resume (\S+) --speed 50\n/.exec(paused.stdout) ?? [];
    expect(Number(/^ +Pending +(\d+)$/m.exec(paused.stdout)?.[1])).toBeGreaterThan(0);
    expect(paused.stdout).toMatch(/In Progress +0\n/);

    const resumed = await place.run("resume", id, "--speed", "50", "--json", "--report", "resumed.csv");
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ id, status: "completed", counts: { total: 20, pending: 0 } });
    expect(rows(path.join(place.folder, "resumed.csv"))).toHaveLength(21);
  });

  test("a second Ctrl-C leaves at once, and nothing is lost", async () => {
    const running = place.start("run", "calm.csv", "--speed", "1", "--concurrency", "2");
    await running.saw("2 live");
    running.process.kill("SIGINT");
    await running.saw("Pausing");
    await new Promise((resolve) => setTimeout(resolve, 600));
    running.process.kill("SIGINT");
    const left = await running.ended;
    expect(left.code).toBe(1);
    expect(left.stdout).not.toContain("still runs");
    const [, id = ""] = /npm run campanile -- resume (\S+)/.exec(left.stdout) ?? [];

    const again = await place.run("run", "contacts.csv", "--speed", "max", "--json");
    expect(again.code).toBe(0);
    const resumed = await place.run("resume", id, "--json", "--speed", "max");
    expect(resumed.code).toBe(0);
    const { counts, calls } = eventShapes.campaign.parse(JSON.parse(resumed.stdout));
    expect(counts).toMatchObject({ total: 20, pending: 0, in_progress: 0 });
    // Without retries nobody is called twice, those whose call was cut off included.
    expect(calls.attempts).toBeLessThanOrEqual(21);
  });
});

describe("run through a server", { timeout: 180_000 }, () => {
  let place: Workplace;
  let server: Running;
  beforeAll(async () => {
    place = makeWorkplace();
    copyFileSync(example, path.join(place.folder, "contacts.csv"));
    server = place.start("serve");
    await server.saw("Campanile is at");
  });
  afterAll(() => place.remove());

  const write = (name: string, text: string | Uint8Array) => {
    writeFileSync(path.join(place.folder, name), text);
    return name;
  };

  test("finds it, and leaves it running", async () => {
    const { code, stdout } = await place.run("run", "contacts.csv", "--speed", "max", "--report", "r.csv");
    expect(stdout).toContain("Working through the server at http://127.0.0.1:");
    expect(code).toBe(0);
    expect(server.process.exitCode).toBeNull();
  });

  test("counts every callee as the simulator ends it", async () => {
    const { stdout } = await place.run("run", "contacts.csv", "--speed", "max", "--json");
    const { counts, calls } = eventShapes.campaign.parse(JSON.parse(stdout));
    // The one who asked not to be called is on the list since the first run.
    expect({ ...counts, retrying: undefined, skipped: 0, success: 9 }).toMatchObject(exampleCounts);
    expect(calls.live).toBe(0);
  });

  test("goes on without the bad rows, and gives them back with their reasons", async () => {
    const lines = ["Name;Telefon", "Ada;+12025550115", "Ben;12", "Carla;", "Ada again;+1 202 555 0115"];
    const file = write("mixed.csv", `${lines.join("\r\n")}\r\n`);
    const { code, stdout } = await place.run(
      "run",
      file,
      "--speed",
      "max",
      "--report",
      "m.csv",
      "--rejected",
      "bad.csv",
    );
    expect(stdout).toContain(
      "mixed.csv: 4 rows: 1 ready, 1 with an invalid number, 1 without a number, 1 twice in the file.",
    );
    expect(stdout).toContain("Rejected rows: bad.csv (3, each with the reason)");
    expect(code).toBe(0);
    expect(rows(path.join(place.folder, "m.csv"))).toHaveLength(2);
    const bad = rows(path.join(place.folder, "bad.csv"));
    expect(bad).toHaveLength(4);
    expect(bad[0]).toContain("Telefon");
  });

  test("takes columns and country from the options", async () => {
    const file = write("odd.csv", "A,B,C\nAda,(202) 555-0116,gold\n");
    const args = ["--map", "phone=B,first_name=A", "--country", "us", "--speed", "max", "--report", "o.csv"];
    const { code, stderr } = await place.run("run", file, ...args);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const report = readFileSync(path.join(place.folder, "o.csv"), "utf8");
    expect(report).toContain("gold");
    expect(report).toContain("+12025550116");
  });

  test("makes the AI employee that a file describes, and knows it by its name afterwards", async () => {
    const employee = { name: "Vera", kind: "conversation", greeting: "Hello {{first_name}}, this is an AI calling." };
    write("vera.json", JSON.stringify(employee));
    const first = await place.run("run", "contacts.csv", "--employee", "vera.json", "--speed", "max", "--json");
    expect(JSON.parse(first.stdout)).toMatchObject({ aiEmployee: { name: "Vera" }, status: "completed" });
    const second = await place.run("run", "contacts.csv", "--employee", "vera", "--speed", "max", "--json");
    expect(JSON.parse(second.stdout)).toMatchObject({ aiEmployee: { name: "Vera" }, status: "completed" });
  });

  const noFile = "contacts.csv";
  test.each<[string, () => string[], string]>([
    ["a file that is not there", () => ["gone.csv"], "There is no file gone.csv"],
    ["a folder", () => ["data"], "data is a folder"],
    ["an empty file", () => [write("empty.csv", "")], "empty.csv is empty"],
    ["a header without rows", () => [write("header.csv", "phone,name\n")], "only a header"],
    ["no column of numbers", () => [write("names.csv", "name,town\nAda,Kyiv\n")], "names.csv"],
    ["a picture", () => [write("photo.csv", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))], "PNG picture"],
    ["not one valid number", () => [write("bad.csv", "phone\n12\n34\n")], "Nobody in bad.csv can be called"],
    ["an unknown column", () => [noFile, "--map", "phone=Handy"], 'has no column "Handy"'],
    ["an unknown AI employee", () => [noFile, "--employee", "Nobody"], 'There is no AI employee named "Nobody"'],
    ["an unknown line", () => [noFile, "--line", "Nowhere"], 'There is no line named "Nowhere"'],
    ["a report in no folder", () => [noFile, "--report", "gone/r.csv"], "--report: there is no folder"],
    ["a report over the list", () => [noFile, "--report", "contacts.csv"], "--report is the file that FILE names"],
    ["rejected rows over the list", () => [noFile, "--rejected", "./contacts.csv"], "--rejected is the file that FILE"],
    ["two results in one file", () => [noFile, "--report", "x.csv", "--rejected", "x.csv"], "name the same file"],
    [
      "a report over the AI employee",
      () => [noFile, "--employee", write("emp.json", '{"name":"Emp"}'), "--report", "emp.json"],
      "--report is the file that --employee names",
    ],
    ["an employee that is no JSON", () => [noFile, "--employee", write("bad.json", "{")], "bad.json is no JSON"],
    ["an employee without a name", () => [noFile, "--employee", write("no.json", '{"kind":"conversation"}')], "name"],
    [
      "a variable that no contact has",
      () => {
        const greeting = "Hello {{shoe_size}}, this is an AI calling.";
        return [
          noFile,
          "--employee",
          write("odd.json", JSON.stringify({ name: "Odd", kind: "conversation", greeting })),
        ];
      },
      "shoe_size",
    ],
  ])("refuses %s with a sentence and exit code 2", async (_what, args, sentence) => {
    const { code, stderr } = await place.run("run", ...args());
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
  });

  test("leaves the line at its own speed, however it ended", async () => {
    const simulator = async () => {
      const { stdout } = await place.run("api-key", "create", "--name", "lines", "--role", "viewer");
      const { url } = JSON.parse(readFileSync(path.join(place.folder, "data", "server.json"), "utf8")) as {
        url: string;
      };
      const answer = await fetch(`${url}/api/v1/lines`, { headers: { authorization: `Bearer ${stdout.trim()}` } });
      return ((await answer.json()) as { items: { settings: { speed: unknown } }[] }).items[0]!.settings.speed;
    };
    expect((await place.run("run", "contacts.csv", "--speed", "max", "--json")).code).toBe(0);
    expect(await simulator()).toBe(1);
    const running = place.start("run", "contacts.csv", "--speed", "2");
    await running.saw("Calling");
    expect(await simulator()).toBe(2);
    running.process.kill("SIGINT");
    await running.saw("Pausing");
    await new Promise((resolve) => setTimeout(resolve, 600));
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(1);
    expect(await simulator()).toBe(1);
  });

  test("keeps nothing of what it refused", async () => {
    const { stdout } = await place.run("api-key", "create", "--name", "look", "--role", "viewer");
    const { url } = JSON.parse(readFileSync(path.join(place.folder, "data", "server.json"), "utf8")) as { url: string };
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const answer = await fetch(`${url}/api/v1/campaigns?status=draft`, { headers });
    expect(await answer.json()).toMatchObject({ total: 0 });
  });

  test("migrate and doctor ask the server", async () => {
    const migrated = await place.run("migrate");
    expect(migrated).toMatchObject({ code: 0, stdout: expect.stringContaining("The server at http://127.0.0.1:") });
    const checked = await place.run("doctor");
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok +Line "/m) });
  });

  test("a second server on the folder is refused, and told where the first is", async () => {
    const { code, stderr } = await place.run("serve");
    expect(stderr).toContain("Campanile already runs on");
    expect(code).toBe(1);
  });

  test("a server that is asked to end does, and leaves no note", async () => {
    server.process.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect(existsSync(path.join(place.folder, "data", "server.json"))).toBe(false);
  });

  test("a server that was killed is not waited for", async () => {
    const killed = place.start("serve");
    await killed.saw("Campanile is at");
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(existsSync(path.join(place.folder, "data", "server.json"))).toBe(true);
    expect((await place.run("run", "contacts.csv", "--speed", "max", "--json")).code).toBe(0);
  });
});
