/** How long lists and counts of contacts take in a large organisation. */
import { sql } from "kysely";
import type { ContactFilter } from "#store/contact-filter.ts";
import { countContacts, listContacts } from "#store/contact-list.ts";
import type { ContactPage } from "#store/contact-page.ts";
import { tidySearch } from "#store/contact-tidy.ts";
import { openWorld, type World } from "#harness/world.ts";
import { grouped, percentile, type Row, seconds } from "../measure.ts";

const ROUNDS = 100;
const WARM_UP = 10;
const LEAST_ROUNDS = 10;
const LONGEST_SECONDS = 15;
const LIST_GOAL = 50;
const COUNT_GOAL = 200;
const PAGE: ContactPage = { limit: 50, order: "createdAt", descending: true, after: null };

export interface ContactTimes {
  contacts: number;
  asked: Array<{ what: string; found: number; list: Times; count: Times }>;
  orders: Array<{ what: string; list: Times }>;
  plainInsert: number;
  searchableInsert: number;
  tidied: number;
}

interface Times {
  p50: number;
  p99: number;
}

const all = (...conditions: Extract<ContactFilter, { all: unknown }>["all"]): ContactFilter => ({ all: conditions });

/** Each question in several forms, so that no answer is the one before. */
const questions: Array<{ what: string; ask: (n: number) => { search?: string; filter?: ContactFilter } }> = [
  { what: "no filter", ask: () => ({}) },
  { what: "search by a last name (2 in 100)", ask: (n) => ({ search: lastNames[n % lastNames.length]! }) },
  { what: "search by a whole name", ask: (n) => ({ search: `${firstNames[n % 40]} ${lastNames[n % 48]}` }) },
  { what: "search by three letters", ask: (n) => ({ search: ["ann", "smi", "mar", "lov", "hei"][n % 5]! }) },
  { what: "search by part of a number", ask: (n) => ({ search: `(${200 + (n % 99)}) ${String(n * 13 + 100)}` }) },
  { what: "search by what nobody has", ask: (n) => ({ search: `zq${n}x` }) },
  { what: "search by two letters", ask: (n) => ({ search: ["ad", "bo", "ch", "mü"][n % 4]! }) },
  { what: "search by two letters that nobody has", ask: (n) => ({ search: ["qx", "jq", "xj", "qj"][n % 4]! }) },
  { what: "a tag (1 in 10)", ask: () => ({ filter: all({ field: "tag", op: "is", value: "vip" }) }) },
  {
    what: "an import (1 in 100)",
    ask: (n) => ({ filter: all({ field: "import", op: "is", value: String(1 + (n % 90)) }) }),
  },
  {
    what: "an attribute (1 in 4)",
    ask: (n) => ({ filter: all({ field: "attribute:Town", op: "is", value: ["Leeds", "York"][n % 2]! }) }),
  },
  {
    what: "the last outcome (1 in 5)",
    ask: () => ({ filter: all({ field: "lastOutcome", op: "is", value: "busy" }) }),
  },
  {
    what: "a tag and an attribute (1 in 40)",
    ask: () => ({
      filter: all({ field: "tag", op: "is", value: "vip" }, { field: "attribute:town", op: "is", value: "york" }),
    }),
  },
  {
    what: "a tag and the last outcome (1 in 50)",
    ask: () => ({
      filter: all({ field: "tag", op: "is", value: "vip" }, { field: "lastOutcome", op: "is", value: "busy" }),
    }),
  },
  {
    what: "a number in an attribute (1 in 10)",
    ask: (n) => ({ filter: all({ field: "attribute:balance", op: "between", value: [n, n + 100] }) }),
  },
  {
    what: "a name and a tag (1 in 500)",
    ask: (n) => ({
      search: lastNames[n % lastNames.length]!,
      filter: all({ field: "tag", op: "is", value: "vip" }),
    }),
  },
];

const firstNames =
  "Ada Bob Charles Diana Edward Fatima George Hannah Ivan José Katherine Liam Maria Noah Olivia Peter Quentin Rosa Samuel Theresa Umberto Valerie William Xenia Yusuf Zoë Anna Annabel Joanna Marcus Siobhán Priya Daniel Owen Clara Hamish Jonas Nia Amelia Henrik".split(
    " ",
  );
const lastNames =
  "Smith Jones Müller Schmidt García Fernandez Rossi Bianchi Dubois Lefebvre Kowalski Nowak Novak Horvat Jensen Hansen Andersson Virtanen Popescu Ivanov Yilmaz Kaya Chen Wang Tanaka Suzuki Kimura Parkes Nguyen Tranter Singh Kumar Patel Aliyev Hassan Okafor Mensah Silva Santos Lovelace Hartley Webb Oseibonsu Reeses Kelly Sinclair Abbott Siddiqui".split(
    " ",
  );

export async function contactTimes(open: Parameters<typeof openWorld>[0], contacts: number): Promise<ContactTimes> {
  const world = await openWorld(open);
  try {
    const { sql: db } = world.database;
    const { plainInsert, searchableInsert, tidied } = await fill(world, contacts);
    const asked: ContactTimes["asked"] = [];
    const now = new Date();
    for (const { what, ask } of questions) {
      const found = await countContacts(db, world.organisationId, ask(0), now);
      const list = await times((n) => listContacts(db, world.organisationId, ask(n), PAGE, now));
      const count = await times((n) => countContacts(db, world.organisationId, ask(n), now));
      asked.push({ what, found, list, count });
    }
    const orders: ContactTimes["orders"] = [];
    for (const order of ["name", "phone", "lastCalledAt"] as const)
      orders.push({
        what: `list by ${order}`,
        list: await times((n) =>
          listContacts(db, world.organisationId, {}, { ...PAGE, order, descending: n % 2 === 0 }, now),
        ),
      });
    return { contacts, asked, orders, plainInsert, searchableInsert, tidied };
  } finally {
    await world.close();
  }
}

/** The first ones warm the caches of a server that was filled a moment ago. What takes long is asked less often. */
async function times(ask: (n: number) => Promise<unknown>): Promise<Times> {
  const samples: number[] = [];
  const until = performance.now() + LONGEST_SECONDS * 1000;
  for (let n = 0; n < ROUNDS + WARM_UP && (n < LEAST_ROUNDS || performance.now() < until); n++)
    samples.push((await seconds(async () => void (await ask(n)))) * 1000);
  const warm = samples.slice(Math.min(WARM_UP, samples.length - LEAST_ROUNDS / 2));
  return { p50: percentile(warm, 0.5), p99: percentile(warm, 0.99) };
}

/** Contacts, two calls each for six in seven, and imports, written by the database itself; statistics are fresh afterwards. */
async function fill(world: World, contacts: number) {
  const { sql: db } = world.database;
  const people = (table: string, from: number, until: number) => sql`
    insert into ${sql.table(table)} (organisation_id, phone, first_name, last_name, email, company, tags, external_id, attributes,
                                   import_id, import_row)
    select ${world.organisationId}, '+1' || (2000000000 + n::bigint * 7919 % 7999999999),
           (${sql.val(firstNames)}::text[])[1 + (hashint4(n) & 65535) % 40],
           (${sql.val(lastNames)}::text[])[1 + (hashint4(n + 7) & 65535) % 48] || case n % 3 when 0 then '' else '-' || substr(md5(n::text), 1, 4) end,
           substr(md5(n::text), 1, 8) || '@example' || n % 20 || '.org',
           'Company ' || substr(md5((n % 5000)::text), 1, 6),
           case n % 10 when 0 then array['VIP'] when 1 then array['Lead', 'Warranty'] else array['Heat pump'] end, 'C-' || n,
           jsonb_build_object('Plan', 'Gold ' || n % 7, 'Town', (array['Leeds', 'York', 'Berlin', 'Paris'])[1 + (hashint4(n + 11) & 65535) % 4],
                              'balance', (n % 1000)::text), 1 + n % 100, n
      from generate_series(${from}::int, ${until}::int) n`;
  const part = Math.floor(contacts / 5);
  await sql`create table bare (like contact including all)`.execute(db);
  await people("bare", 1, 1_000).execute(db);
  const plain = await seconds(async () => void (await people("bare", 1_001, part).execute(db)));
  await sql`drop table bare`.execute(db);
  const searchable = await seconds(async () => void (await people("contact", 1, part).execute(db)));
  await people("contact", part + 1, contacts).execute(db);
  const tidied = await seconds(async () => void (await tidySearch(db)));
  await sql`
    insert into call (organisation_id, contact_id, attempt, phone, line_id, line_kind, simulated, ai_employee_id, owner,
                      state, outcome, settings_version, employee_version, queued_at, dialed_at, ended_at)
    select organisation_id, id, attempt, phone, 1, 'simulator', true, 1, 'bench', 'ended',
           (enum_range(null::outcome))[1 + (hashint8(id * 10 + attempt) & 65535) % 5], 1, 1, now(), now() - id % 1000 * interval '1 hour', now()
      from contact cross join generate_series(1, 2) attempt where id % 7 <> 0`.execute(db);
  await sql`
    insert into import (organisation_id, file_name, status)
    select ${world.organisationId}, 'list.csv', 'done' from generate_series(1, 100)`.execute(db);
  await sql`vacuum analyze`.execute(db);
  return { plainInsert: part / plain, searchableInsert: part / searchable, tidied: contacts / tidied };
}

export function contactRows(measured: ContactTimes): Row[] {
  const size = measured.contacts.toLocaleString("en-US");
  const against = (what: string, { p50, p99 }: Times, goal: number): Row => ({
    what,
    ours: `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)})`,
    against: `goal: ${goal} ms`,
    ratio: (p99 / goal).toFixed(2),
    goal: "≤ 1",
  });
  return [
    ...measured.asked.flatMap(({ what, found, list, count }) => [
      against(`contacts, ${size}: ${what}, ${grouped(found)} found: list, p99`, list, LIST_GOAL),
      against(`the same: count, p99`, count, COUNT_GOAL),
    ]),
    ...measured.orders.map(({ what, list }) => against(`contacts, ${size}: ${what}, p99`, list, LIST_GOAL)),
    {
      what: "contacts inserted per second, searchable at once",
      ours: grouped(measured.searchableInsert),
      against: `without what a search needs: ${grouped(measured.plainInsert)}`,
      ratio: (measured.searchableInsert / measured.plainInsert).toFixed(2),
      goal: "≥ 0.8",
    },
    {
      what: "contacts made findable by index per second, in the background",
      ours: grouped(measured.tidied),
      against: "–",
      ratio: "–",
      goal: "–",
    },
  ];
}
