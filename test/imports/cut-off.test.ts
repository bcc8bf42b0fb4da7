/** An upload whose connection is cut in the middle, through the real server. */
import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiBase } from "#contract/index.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";

let app: PostgresApp;
let key: string;
beforeAll(async () => {
  app = await openPostgresApp();
  ({ key } = await app.as("owner"));
});
afterAll(() => app.close());

async function rowsOf(table: "import" | "import_block"): Promise<number> {
  const { count } = await app.database.sql
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("leaves nothing behind, though rows of it had been stored", async () => {
  const boundary = "cut-off";
  const sending = request(`${app.url}${apiBase}/imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": `multipart/form-data; boundary=${boundary}` },
  });
  sending.on("error", () => {});
  sending.write(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\nname,phone\r\n`,
  );
  for (let sent = 0; sent < 20; sent++) {
    const lines = Array.from({ length: 1_000 }, (_, at) => `Ada,+1415555${String(at).padStart(4, "0")}\r\n`);
    if (!sending.write(lines.join(""))) await once(sending, "drain");
  }
  await until(async () => (await rowsOf("import_block")) > 0);
  sending.destroy();
  await until(async () => (await rowsOf("import")) === 0 && (await rowsOf("import_block")) === 0);
  expect(await app.get("listImports")).toMatchObject({ items: [], total: 0 });
});
