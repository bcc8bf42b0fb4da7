/** Two organisations on one database, each with one of everything that an endpoint can name. */
import { sql } from "kysely";
import type { PostgresApp } from "#harness/app.ts";
import { foundOrganisation } from "#actions/found-organisation.ts";
import { toneAsWav } from "#harness/wav.ts";
import { openRecordings } from "#recordings/recordings.ts";
import { createInvitation } from "#store/accounts/invitations.ts";
import { signUp } from "#store/accounts/sign-up.ts";
import type { Database } from "#store/db.ts";

/** Ids of one organisation's things. */
export interface Things {
  aiEmployee: string;
  line: string;
  contact: string;
  contactPhone: string;
  filter: string;
  import: string;
  campaign: string;
  call: string;
  conversation: string;
  member: string;
  invitation: string;
  apiKey: string;
  doNotCallImport: string;
}

/** What stands in the database and must never leave it. */
export const lineSecret = "sealed-credentials-of-the-line";
export const passwordHash = "hash-of-a-password";

/** Makes one of everything, over the API where it has a way, so that the things are as real ones are. */
export async function furnish(app: PostgresApp, organisationId: string, tag: string): Promise<Things> {
  const { sql: db } = app.database;
  const owner = await app.as("owner", organisationId);
  if (organisationId !== app.organisationId) await foundOrganisation(db, organisationId);
  const [line] = (await owner.get("listLines")).items;
  const [employee] = (await owner.get("listAiEmployees")).items;
  await owner.get("updateLine", { params: { id: line.id }, body: { settings: { speed: "max" } } });
  await sql`update line set secrets = ${lineSecret} where id = ${line.id}`.execute(db);

  const contactPhone = tag === "ours" ? "+14155550120" : "+14155550121";
  const contact = await owner.get("createContact", { body: { phone: contactPhone, firstName: "Ada" } });
  const filter = { all: [{ field: "firstName", op: "is", value: "Ada" }] };
  const saved = await owner.get("createFilter", { body: { name: "Adas", filter } });
  const upload = await owner.get("createImport", { file: "phone,name\n+14155550130,Grace\n" });
  const always = [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00" }];
  const campaign = await owner.get("createCampaign", {
    body: { name: `Of ${tag}`, aiEmployeeId: employee.id, lineId: line.id, settings: { windows: always } },
  });
  const one = { params: { id: campaign.id } };
  await owner.get("addCampaignContacts", { ...one, body: { contactIds: [contact.id] } });
  await owner.get("startCampaign", { ...one });
  while ((await owner.get("getCampaign", one)).status !== "completed") await pause(20);
  const [call] = (await owner.get("listCampaignCalls", one)).items;
  const recording = await openRecordings(app.config.dataFolder).write(toneAsWav(1));
  await sql`update conversation set recording = ${recording} where call_id = ${call.id}`.execute(db);
  await owner.get("addDoNotCall", { body: { phone: tag === "ours" ? "+14155550140" : "+14155550141" } });

  const refused = await owner.get("importDoNotCall", { file: "phone\n+14155550143\n12\n" });

  const by = { organisationId, role: "owner" as const, name: "A program" };
  const { id: invitation } = await createInvitation(db, by, { email: `guest@${tag}.example.org`, role: "viewer" });
  const joining = await createInvitation(db, by, { email: `mia@${tag}.example.org`, role: "manager" });
  await signUp(db, { name: "Mia", email: `mia@${tag}.example.org`, passwordHash, invitationId: joining.id });
  const [member] = (await owner.get("listMembers")).items;
  const key = await owner.get("createApiKey", { body: { name: "A key", role: "viewer" } });
  return {
    aiEmployee: employee.id,
    line: line.id,
    contact: contact.id,
    contactPhone,
    filter: saved.id,
    import: upload.id,
    campaign: campaign.id,
    call: call.id,
    conversation: call.conversationId,
    member: member.id,
    invitation,
    apiKey: key.id,
    doNotCallImport: refused.id,
  };
}

/** Every row that belongs to the organisation, as one text to compare. */
export async function everythingOf(database: Database, organisationId: string): Promise<string> {
  // What a search looks at is brought up to date in the background, whoever asks what.
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organisation_id'
       and table_name not in ('contact_search', 'contact_search_due', 'contact_count', 'contact_label')
     order by 1`.execute(database.sql);
  const parts: string[] = [];
  for (const { name } of tables) {
    // When a key was used last is no change of what it is.
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - 'last_request' - 'updated_at')::text as row from ${sql.table(name)} t
       where organisation_id = ${organisationId} order by 1`.execute(database.sql);
    parts.push(`${name}\n${rows.map(({ row }) => row).join("\n")}`);
  }
  return parts.join("\n");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
