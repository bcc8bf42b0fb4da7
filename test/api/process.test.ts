/**
 * The program as a process on an embedded database: ended in mid-campaign kindly and by force, started again, started
 * twice, and what it wrote meanwhile. One story, told in order, for each start costs seconds.
 */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import { type Served, serve, spawnServe } from "#harness/served.ts";

const key = "the-key-of-this-test-and-no-other";
const person = { firstName: "Zebediah", lastName: "Quillfeather", email: "zeb@quillfeather.example" };
// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
type Answered = any;

describe("the program as a process", () => {
  const { folder, remove } = temporaryFolder();
  const of = { params: { id: "" } };
  /** Talk for a simulated hour; ring and talk; are busy. */
  const long = [0, 1, 2].map((n) => callee("11", n));
  const short = [3, 4].map((n) => callee("20", n));
  let served: Served;
  let log = "";

  beforeAll(async () => {
    served = await serve(folder, key);
    const { lineId } = await parts(served);
    await served.get("updateLine", { params: { id: lineId }, body: { settings: { speed: 3 } } });
  });
  afterAll(async () => {
    if (served.process.exitCode === null) await served.end("SIGKILL");
    remove();
  });

  async function calls(): Promise<Answered[]> {
    return (await served.get("listCampaignCalls", { ...of, query: { limit: 200 } })).items;
  }
  async function contacts(): Promise<Answered[]> {
    return (await served.get("listCampaignContacts", of)).items;
  }

  /** Nobody was called in two calls that both count as one attempt, and every attempt that is counted has its call. */
  async function checkBooks(): Promise<void> {
    const all = await calls();
    const attempts = all.map((call) => `${call.contactId} ${call.attempt}`);
    expect(new Set(attempts).size).toBe(attempts.length);
    for (const contact of await contacts()) {
      const own = all.filter((call) => call.contactId === contact.contact.id);
      expect(own).toHaveLength(contact.attempts);
      const live = own.filter((call) => call.state !== "ended");
      expect(live).toHaveLength(contact.status === "in_progress" ? 1 : 0);
    }
    const { counts, calls: sums } = await served.get("getCampaign", of);
    expect(sums.attempts).toBe(all.filter((call) => call.dialedAt !== null).length);
    expect(counts.total).toBe(long.length + short.length);
  }

  test("refuses a second start on its data folder with a sentence, and goes on", async () => {
    const second = spawnServe(folder);
    const [code] = (await once(second.process, "exit")) as [number];
    expect(code).toBe(1);
    expect(second.written()).toMatch(/^Campanile already runs on .+, at http:\S+; .+\.\n$/);
    expect((await served.get("getHealth")).database).toBe("embedded");
  });

  test("asked to end in mid-campaign, lets live calls finish for a while, hangs up the rest, and is gone in time", async () => {
    const settings = { maxConcurrentCalls: 4, retry: { maxRetries: 1, delaySeconds: 1, on: ["failed"] } };
    Object.assign(of, await draft(served, { phones: [...long, ...short], settings }));
    for (const { contact } of await contacts())
      await served.get("updateContact", { params: { id: contact.id }, body: person });
    await served.get("startCampaign", of);
    await campaignWhen(served, of, (campaign) => campaign.calls.live === 4);
    while (!(await calls()).some((call) => call.state === "talking")) await pause(50);
    const upload = stalledUpload(served.url);
    await once(upload, "connect");
    await pause(100);
    const { code, seconds } = await served.end("SIGTERM");
    upload.destroy();
    log += served.written();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(15);
    expect(existsSync(path.join(folder, "server.json"))).toBe(false);
  });

  test("started again, has lost nothing and rings nobody twice for one attempt", async () => {
    served = await serve(folder, key);
    await checkBooks();
    // Those who talked when it ended were cut off by us.
    const talked = (await calls()).filter((call) => call.talkSeconds > 0);
    expect(talked.length).toBeGreaterThan(0);
    for (const call of talked) {
      expect(call).toMatchObject({ state: "ended", endedAt: expect.any(String) });
      if (long.includes(call.to)) expect(call).toMatchObject({ outcome: "failed", result: "interrupted" });
    }
    await campaignWhen(served, of, (campaign) => campaign.status === "running" || completed(campaign));
  });

  test("killed in mid-campaign, finds the calls that were live: they were interrupted, and are tried again as configured", async () => {
    const more = await draft(served, {
      phones: [5, 6].map((n) => callee("11", n)),
      settings: { retry: { maxRetries: 1, delaySeconds: 1, on: ["failed"] } },
    });
    await served.get("startCampaign", more);
    await campaignWhen(served, more, (campaign) => campaign.calls.live === 2);
    const before = (await served.get("listCampaignCalls", more)).items;
    await served.end("SIGKILL");
    log += served.written();

    served = await serve(folder, key);
    await campaignWhen(served, more, (campaign) => campaign.calls.attempts === 4 && campaign.calls.live === 2);
    const after: Answered[] = (await served.get("listCampaignCalls", more)).items;
    for (const { id } of before) {
      const [call] = after.filter((one) => one.id === id);
      expect(call).toMatchObject({ state: "ended", outcome: "failed", result: "interrupted", attempt: 1 });
      const again = after.filter((one) => one.contactId === call.contactId && one.id !== id);
      expect(again).toEqual([expect.objectContaining({ attempt: 2, to: call.to })]);
      expect(Date.parse(again[0].dialedAt) - Date.parse(call.endedAt)).toBeGreaterThanOrEqual(1_000);
    }
    await served.get("cancelCampaign", more);
    await checkBooks();
  });

  test("ends at once at the second signal", async () => {
    const child = served.process;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await pause(600);
    child.kill("SIGTERM");
    await ended;
    log += served.written();
    expect(log).toContain("A second signal ends at once");
  });

  test("wrote ids and never who was called, under which number, or what was said", async () => {
    expect(log).toContain('"route":"/api/v1/campaigns/:id/start"');
    expect(log.split("\n").length).toBeGreaterThan(50);
    const said = [...Object.values(person), "Hello", "Robin", "AI assistant", key];
    const numbers = [...long, ...short].flatMap((phone) => [phone, phone.slice(1), phone.slice(2), phone.slice(-7)]);
    for (const secret of [...said, ...numbers]) expect(log.includes(secret), `${secret} in the log`).toBe(false);
    expect(log).not.toMatch(/"level":(50|60)/);
  });
});

/** A file that never comes to its end. */
function stalledUpload(url: string): Socket {
  const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
    const head = `POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 100000\r\n`;
    const type = "Content-Type: multipart/form-data; boundary=b\r\n\r\n";
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nphone,name\r\n';
    socket.write(head + type + part);
  });
  return socket.on("error", () => {});
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
