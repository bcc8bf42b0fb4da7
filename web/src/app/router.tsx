/** The pages and their addresses. Every page is loaded when it is first gone to. */
import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { ApiProblem } from "../lib/api.ts";
import { queryClient } from "../lib/query.ts";
import { beginCampaign } from "../pages/campaign/first.ts";
import { beginCampaigns } from "../pages/campaigns/first.ts";
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

/** @param first asks for what the page shows first */
function inside<Path extends string>(
  path: Path,
  load: () => Promise<Record<string, never>>,
  name: string,
  first?: (params: never, search: Search) => void,
) {
  const component: AsyncRouteComponent<object> = lazyRouteComponent(() => loadedOrSaid(load) as never, name);
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
    component: lazyRouteComponent(() => loadedOrSaid(() => import("../pages/sign-in/sign-in.tsx")), "SignIn"),
  });

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => void redirect({ to: "/campaigns", throw: true }),
  }),
  house.addChildren([
    inside("/campaigns", () => import("../pages/campaigns/campaigns.tsx") as never, "Campaigns", beginCampaigns),
    inside("/campaigns/$id", () => import("../pages/campaign/campaign.tsx") as never, "CampaignPage", beginCampaign),
    inside("/campaigns/$id/edit/$step", () => import("../pages/wizard/wizard.tsx") as never, "Wizard"),
    inside("/conversations", () => import("../pages/conversations/conversations.tsx") as never, "Conversations"),
    inside("/contacts", () => import("../pages/contacts/contacts.tsx") as never, "Contacts"),
    inside("/contacts/import/$id", () => import("../pages/contacts/import.tsx") as never, "ImportPage"),
    inside("/employees", () => import("../pages/employees/employees.tsx") as never, "Employees"),
    inside("/employees/$id", () => import("../pages/employees/employee.tsx") as never, "EmployeePage"),
    inside("/settings", () => import("../pages/settings/settings.tsx") as never, "Settings"),
  ]),
  door("/sign-in"),
  // The address of invitations.
  door("/sign-up"),
]);

export const router = createRouter({
  routeTree,
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
