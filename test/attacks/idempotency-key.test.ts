/** Door: `Idempotency-Key`. A kept answer is for who asked, in the role it had then, and never holds a secret. */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import type { EndpointName } from "#contract/index.ts";

let app: PostgresApp;
beforeAll(async () => {
  app = await openPostgresApp();
});
afterAll(() => app.close());

const keyed = (key: string) => ({ "idempotency-key": key });

describe("the answer that a key was given", () => {
  test("is not given to an admin who repeats an owner's creation of a key", async () => {
    const [owner, admin] = [await app.as("owner"), await app.as("admin")];
    const request = { body: { name: "Backup", role: "owner" }, headers: keyed("guessed") };
    const { key } = await owner.get("createApiKey", request);
    const answer = await admin.ask("createApiKey", request);
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    expect(answer.text).not.toContain(key);
  });

  test("is not given to another principal of the same role: it is another request", async () => {
    const [one, other] = [await app.as("manager"), await app.as("manager")];
    const request = { body: { name: "Spring" }, headers: keyed("shared") };
    const first = await one.get("createCampaign", request);
    const second = await other.ask("createCampaign", request);
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.id);
    expect((await one.get("createCampaign", request)).id).toBe(first.id);
  });

  test("is not given any more when the role has changed meanwhile", async () => {
    const program = await app.as("admin");
    const request = { body: { name: "Summer" }, headers: keyed("before") };
    await program.get("createCampaign", request);
    const { sql: db } = app.database;
    const changeRole = (role: string) => sql`update api_key set role = ${role} where id = ${program.id}`.execute(db);
    await changeRole("manager");
    expect(await program.refusal("createCampaign", request)).toBe("409 idempotency_key_reused");
    await changeRole("viewer");
    expect(await program.refusal("createCampaign", request)).toBe("403 forbidden");
  });

  const secrets: Array<[EndpointName, object, string]> = [
    ["createApiKey", { name: "Reader", role: "viewer" }, "key"],
    ["createInvitation", { email: "vera@example.org", role: "viewer" }, "link"],
  ];
  test.each(secrets)(
    "holds no secret: a repeated %s says that it was made and is shown once",
    async (name, body, field) => {
      const owner = await app.as("owner");
      const request = { body, headers: keyed(`once-${name}`) };
      const { [field]: secret } = await owner.get(name, request);
      const again = await owner.ask(name, request);
      expect([again.status, again.body.code]).toEqual([409, "shown_once"]);
      expect(again.body.detail).toContain("The first request with this Idempotency-Key made");
      expect(again.text).not.toContain(String(secret).split("=").at(-1));
      const { rows } = await sql<{ body: string | null }>`
      select body from idempotency where key = ${request.headers["idempotency-key"]}`.execute(app.database.sql);
      expect(rows).toEqual([{ body: null }]);
    },
  );
});

describe.each<[EndpointName, object]>([
  ["createImport", {}],
  ["importDoNotCall", {}],
])("a key that came with a file to %s", (name, given) => {
  const file = "phone,name\n+14155550101,Ada Lovelace\n";
  const ofTheSameLength = file.replace("0101", "0102");

  test("is a conflict with other bytes, also of the same length, and the first answer with the same", async () => {
    const owner = await app.as("owner");
    const send = (content: string) => owner.ask(name, { ...given, file: content, headers: keyed(`file-${name}`) });
    const first = await send(file);
    expect(first.status).toBeLessThan(300);
    const other = await send(ofTheSameLength);
    expect([other.status, other.body.code]).toEqual([409, "idempotency_key_reused"]);
    const again = await send(file);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
  });
});
