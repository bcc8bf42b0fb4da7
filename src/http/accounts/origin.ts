/**
 * Whether a browser's request comes from a page of this server. The session cookie is SameSite=Lax, which a page on
 * another port of the same host passes; a browser names the page's origin with every change it asks for.
 */
import type { FastifyRequest } from "fastify";
import { Refusal } from "#domain/errors.ts";
import { hostnameOf } from "../own-machine.ts";
import type { ServerAddress } from "../server-address.ts";

/** @throws Refusal `wrong_origin` that says which origin came and which are expected */
export function refuseForeignOrigin(request: FastifyRequest, address: ServerAddress): void {
  const { origin } = request.headers;
  // Only browsers send it, and browsers always do when something is to be changed.
  if (origin === undefined) return;
  const here = hereOrigins(request.host, address);
  if (here.includes(origin.toLowerCase())) return;
  const came = /^https?:\/\/[\w.:[\]-]{1,100}$/i.test(origin) ? `a page at ${origin}` : "a page without an address";
  throw new Refusal(
    "wrong_origin",
    `This change came from ${came}, and this server takes changes from its own pages at ${here[0]}. If its pages are ` +
      "open there, set CAMPANILE_PUBLIC_URL to that address, and let the proxy hand on the Host it was asked for.",
  );
}

/** The origins under which this server's pages may be open; without a public address a proxy may speak https for us. */
function hereOrigins(host: string, { origin }: ServerAddress): string[] {
  // nginx's $host is without the port.
  if (origin !== null && new URL(origin).hostname === hostnameOf(host)) return [origin];
  const asked = [`http://${host}`, `https://${host}`].map((one) => one.toLowerCase());
  return origin === null ? asked : [origin, ...asked];
}
