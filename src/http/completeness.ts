/** A server serves the contract, the whole contract, and nothing but the contract. */
import { apiBase, endpoints } from "#contract/index.ts";
import type { Endpoint } from "#contract/endpoint.ts";
import type { FastifyInstance } from "fastify";

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** Notes every route under the API's base; to be called before the first. */
export function noteRoutes(server: FastifyInstance): string[] {
  const routes: string[] = [];
  server.addHook("onRoute", ({ method, url }) => {
    if (!url.startsWith(`${apiBase}/`)) return;
    for (const one of [method].flat())
      if (one !== "HEAD") routes.push(nameOf({ method: one, path: url.slice(apiBase.length) }));
  });
  return routes;
}

/** What differs between the contract and what is served, one sentence each; empty when nothing does. */
export function contractGaps(routes: readonly string[], bound: readonly Endpoint[]): string[] {
  const contract = new Set(Object.values(endpoints).map(nameOf));
  const served = new Set(bound.map(nameOf));
  return [
    ...[...contract].filter((name) => !served.has(name)).map((name) => `${name} is in the contract and not served`),
    ...[...served].filter((name) => !contract.has(name)).map((name) => `${name} is bound and not in the contract`),
    ...routes.filter((name) => !served.has(name)).map((name) => `${name} is served without bind`),
  ];
}

/** The methods an address takes, by the endpoints on the server; empty when there is no such address. */
export function methodsAt(bound: readonly Endpoint[], url: string): string[] {
  const parts = pathOf(url).split("/");
  const fits = (path: string) => {
    const pattern = (apiBase + path).split("/");
    return (
      pattern.length === parts.length && pattern.every((part, index) => part.startsWith(":") || part === parts[index])
    );
  };
  return [...new Set(bound.filter(({ path }) => fits(path)).map(({ method }) => method))];
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
