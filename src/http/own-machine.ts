/** Whether a request comes from this machine itself: the command line, or a browser that stands before it. */
import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

export function isLoopback(address: string): boolean {
  // 127.0.0.1.example.com is anybody's name.
  return address === "::1" || (/^(::ffff:)?127\./.test(address) && isIP(address) !== 0);
}

/** What a proxy adds to a request that it hands on. */
const forwardingHeaders = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
] as const;

export function wasForwarded({ headers }: Pick<FastifyRequest, "headers">): boolean {
  return forwardingHeaders.some((name) => headers[name] !== undefined);
}

/**
 * A proxy on this machine speaks from this machine too, for people who are elsewhere: what it hands on is not ours, even
 * where it says that it comes from 127.0.0.1, as anybody can write in a header.
 */
export function isOwnMachine(request: Pick<FastifyRequest, "headers" | "socket">): boolean {
  const { host } = request.headers;
  return (
    isLoopback(request.socket.remoteAddress ?? "") &&
    !wasForwarded(request) &&
    (host === undefined || isLocalName(hostnameOf(host) ?? ""))
  );
}

/** Names that lead to the machine they are said on: RFC 6761, section 6.3. */
export function isLocalName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare.endsWith(".localhost") || isLoopback(bare);
}

/** The name in a `Host` header, in small letters and without port; undefined where it is none. */
export function hostnameOf(host: string): string | undefined {
  if (host.length > 260 || !/^([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(host)) return undefined;
  return URL.parse(`http://${host}`)?.hostname.replace(/\.$/, "");
}
