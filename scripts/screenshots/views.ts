/** What is photographed: a page, and what is done on it before. */
import type { Page } from "playwright-core";
import type { Seeded } from "./seed.ts";

export interface View {
  name: string;
  address: string;
  act?: (page: Page) => Promise<void>;
}

/** Before anything is there. */
export const emptyViews: readonly View[] = [
  { name: "campaigns-empty", address: "/campaigns" },
  { name: "conversations-empty", address: "/conversations" },
  { name: "contacts-empty", address: "/contacts" },
];

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("main").getByRole("button", { name }).first().click();
};

export function views({ campaigns, employee, preview }: Seeded): readonly View[] {
  const campaign = (status: keyof typeof campaigns, tab?: string): View => ({
    name: `campaign-${status}${tab === undefined ? "" : `-${tab}`}`,
    address: `/campaigns/${campaigns[status]}${tab === undefined ? "" : `?tab=${tab}`}`,
  });
  const wizard = (step: string): View => ({
    name: `wizard-${step}`,
    address: `/campaigns/${campaigns.draft}/edit/${step}`,
  });
  const settings = (tab: string): View => ({ name: `settings-${tab}`, address: `/settings?tab=${tab}` });
  return [
    { name: "campaigns", address: "/campaigns" },
    { name: "campaigns-no-match", address: "/campaigns?search=nothing+like+this" },
    campaign("running"),
    campaign("running", "contacts"),
    campaign("running", "conversations"),
    campaign("running", "calls"),
    campaign("running", "settings"),
    campaign("running", "activity"),
    { ...campaign("running"), name: "campaign-stop", act: press(/^Stop/) },
    campaign("completed"),
    campaign("paused"),
    campaign("paused", "settings"),
    campaign("draft"),
    campaign("canceled"),
    campaign("scheduled"),
    ...["details", "employee", "contacts", "settings", "review"].map(wizard),
    { name: "conversations", address: "/conversations" },
    {
      name: "conversation",
      address: "/conversations",
      act: (page) => page.locator("[data-conversation]:visible").first().click(),
    },
    { name: "contacts", address: "/contacts" },
    { name: "contacts-imports", address: "/contacts?tab=imports" },
    { name: "import-preview", address: `/contacts/import/${preview}` },
    { name: "employees", address: "/employees" },
    { name: "employee", address: `/employees/${employee}` },
    { name: "employees-new", address: "/employees", act: press("New AI employee") },
    ...["lines", "do-not-call", "rules", "team", "api-keys", "organisation"].map(settings),
    { ...settings("team"), name: "settings-invite", act: press("Invite person") },
    { name: "palette", address: "/campaigns", act: (page) => page.keyboard.press("Control+k") },
  ];
}
