/** The pages and their addresses. Every page is loaded when it is first gone to. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ApiProblem } from "../lib/api.ts";
import { basePath } from "../lib/base.ts";
import { queryClient } from "../lib/query.ts";
import { beginCampaign } from "../pages/campaign/first.ts";
import { beginCampaigns } from "../pages/campaigns/first.ts";
import { beginContacts } from "../pages/contacts/first.ts";
import { beginConversations } from "../pages/conversations/first.ts";
import { beginEmployee, beginEmployees } from "../pages/employees/first.ts";
import { beginSettings } from "../pages/settings/first.ts";
import { Fault } from "./fault.tsx";
import { loadedOrSaid } from "./new-version.ts";
import { parseSearch, stringifySearch } from "./search.ts";
import { meQuery } from "./session.ts";
import { Shell } from "./shell.tsx";

/** Where in a page one is; each page reads what it knows. */
export interface Search {
  tab?: string;
  open?: string;
  status?: string;
  search?: string;
  [key: string]: string | undefined;
}

const root = createRootRoute({ validateSearch: (search): Search => search as Search });

/** Inside it somebody is signed in. */
const house = createRoute({
  getParentRoute: () => root,
  id: "house",
  component: Shell,
  beforeLoad: async ({ location, matches, preload }) => {
    // One round for all: neither the page nor what it asks first waits to hear who is signed in.
    if (!preload) for (const match of matches) if (match.cause === "enter") match.staticData.begin?.(match);
    try {
      await queryClient.query(meQuery);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
      redirect({ to: "/sign-in", search: { to: location.href }, throw: true });
    }
  },
});

type Load = () => Promise<() => ReactNode>;

const loadedLater = (load: Load) => lazyRouteComponent(async () => ({ default: await loadedOrSaid(load) }));

/** @param first asks for what the page shows first */
function inside<Path extends string>(path: Path, load: Load, first?: (params: never, search: Search) => void) {
  const component = loadedLater(load);
  const begin = ({ params, search }: { params: object; search: Search }) => {
    void component.preload?.();
    first?.(params as never, search);
  };
  return createRoute({ getParentRoute: () => house, path, component, staticData: { begin } });
}

const door = <Path extends string>(path: Path) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: loadedLater(async () => (await import("../pages/sign-in/sign-in.tsx")).SignIn),
  });

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => void redirect({ to: "/campaigns", throw: true }),
  }),
  house.addChildren([
    inside("/campaigns", async () => (await import("../pages/campaigns/campaigns.tsx")).Campaigns, beginCampaigns),
    inside("/campaigns/$id", async () => (await import("../pages/campaign/campaign.tsx")).CampaignPage, beginCampaign),
    inside("/campaigns/$id/edit/$step", async () => (await import("../pages/wizard/wizard.tsx")).Wizard),
    inside(
      "/conversations",
      async () => (await import("../pages/conversations/conversations.tsx")).Conversations,
      beginConversations,
    ),
    inside("/contacts", async () => (await import("../pages/contacts/contacts.tsx")).Contacts, beginContacts),
    inside("/contacts/import/$id", async () => (await import("../pages/contacts/import.tsx")).ImportPage),
    inside("/employees", async () => (await import("../pages/employees/employees.tsx")).Employees, beginEmployees),
    inside("/employees/$id", async () => (await import("../pages/employees/employee.tsx")).EmployeePage, beginEmployee),
    inside("/account", async () => (await import("../pages/account/account.tsx")).Account),
    inside("/settings", async () => (await import("../pages/settings/settings.tsx")).Settings, beginSettings),
  ]),
  door("/sign-in"),
  // The address of invitations.
  door("/sign-up"),
  // Where the links lead that the command reset-password prints.
  door("/reset-password"),
]);

export const router = createRouter({
  routeTree,
  basepath: basePath === "" ? "/" : basePath,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: Fault,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Starts loading the page, and asking for what it shows first. */
    begin?: (match: { params: object; search: Search }) => void;
  }
}
