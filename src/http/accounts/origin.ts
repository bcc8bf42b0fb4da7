/**
 * Whether a browser's request comes from a page of this server. The session cookie is SameSite=Lax, which a page on
 * another port of the same host passes; a browser names the page's origin with every change it asks for.
 */
import type { FastifyRequest } from "fastify";

export function isFromHere(request: FastifyRequest, baseUrl: string): boolean {
  const { origin } = request.headers;
  // Only browsers send it, and browsers always do when something is to be changed.
  if (origin === undefined) return true;
  return hereOrigins(request.host, baseUrl).includes(origin.toLowerCase());
}

/** The origins under which this server's pages may be open: a proxy before it may speak https for us. */
function hereOrigins(host: string, baseUrl: string): string[] {
  return [`http://${host}`, `https://${host}`, new URL(baseUrl).origin].map((origin) => origin.toLowerCase());
}
