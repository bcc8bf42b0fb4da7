/** Campaigns as tests need them, made over the API. */
import type { ApiClient } from "./api-client.ts";

export const always = [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00" }];

/** The n-th number with these last two digits, by which the simulator's callee goes. */
export function callee(digits: string, n = 0): string {
  return `+1415${200 + n}55${digits}`;
}

/** An id, or what has one. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
type Answered = any;

/** The organisation's first line and AI employee, the line without waiting. */
export async function parts(client: ApiClient): Promise<{ aiEmployeeId: string; lineId: string }> {
  const [line] = (await client.get("listLines")).items;
  const [employee] = (await client.get("listAiEmployees")).items;
  return { aiEmployeeId: employee.id, lineId: line.id };
}

/** Contacts with these numbers; gives their ids in order. */
export async function addPeople(client: ApiClient, phones: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const phone of phones) {
    const answer = await client.ask("createContact", { body: { phone, firstName: "Ada" } });
    if (answer.status === 201) ids.push(answer.body.id);
    else ids.push((await client.get("listContacts", { query: { search: phone } })).items[0].id);
  }
  return ids;
}

/** A draft that may call at any hour, with these people on its list. */
export async function draft(
  client: ApiClient,
  given: { phones?: readonly string[]; settings?: object; name?: string } = {},
): Promise<{ params: { id: string } }> {
  const body = { name: given.name ?? "A campaign", ...(await parts(client)) };
  const { id } = await client.get("createCampaign", {
    body: { ...body, settings: { windows: always, ...given.settings } },
  });
  const of = { params: { id } };
  if (given.phones?.length) {
    const contactIds = await addPeople(client, given.phones);
    await client.get("addCampaignContacts", { ...of, body: { contactIds } });
  }
  return of;
}

/** Asks until the campaign is as wanted; gives it. */
export async function campaignWhen(
  client: ApiClient,
  of: { params: { id: string } },
  wanted: (campaign: Answered) => boolean,
  patience = 20_000,
): Promise<Answered> {
  const deadline = performance.now() + patience;
  for (;;) {
    const campaign = await client.get("getCampaign", of);
    if (wanted(campaign)) return campaign;
    if (performance.now() > deadline)
      throw new Error(`The campaign is ${campaign.status} with ${JSON.stringify(campaign.counts)}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const completed = (campaign: Answered) => campaign.status === "completed";
