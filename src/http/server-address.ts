/** Where people reach this server, by which names it may be asked, and below which path it stands. */
import { isIP } from "node:net";
import { hostnameOf, isLocalName } from "./own-machine.ts";

export interface ServerAddress {
  /** Origin and path, without a slash at the end; null: where it listens. */
  publicUrl: string | null;
  /** Of `publicUrl`; null without one. */
  origin: string | null;
  /** What stands before every path for people: "" or such as "/campanile". */
  basePath: string;
  isHttps: boolean;
  /** Whether only this machine reaches it, as far as the settings tell. */
  isLocal: boolean;
  /** Whether it may be asked by this `Host`: a stranger's page can make its own name lead here (DNS rebinding). */
  knowsHost(host: string): boolean;
  /** The names it may be asked by, for a sentence. */
  names: readonly string[];
}

/** On all of a machine's addresses. */
const everywhere = new Set(["0.0.0.0", "::", "[::]"]);

/**
 * @param publicUrl CAMPANILE_PUBLIC_URL
 * @param listensOn HOST
 */
export function serverAddress(publicUrl: string | null = null, listensOn = "127.0.0.1"): ServerAddress {
  const url = publicUrl === null ? null : new URL(publicUrl);
  const listening = hostnameOf(isIP(listensOn) === 6 ? `[${listensOn}]` : listensOn) ?? listensOn;
  const onAll = everywhere.has(listensOn);
  const named = [...(url ? [url.hostname] : []), ...(onAll ? [] : [listening])];
  return {
    publicUrl,
    origin: url?.origin ?? null,
    basePath: url?.pathname.replace(/\/$/, "") ?? "",
    isHttps: url?.protocol === "https:",
    isLocal: !onAll && isLocalName(listening) && (url === null || isLocalName(url.hostname)),
    knowsHost(host) {
      const hostname = hostnameOf(host);
      if (hostname === undefined) return false;
      // No name leads to an address by another name: a page at an address is that address's own.
      const isAddress = onAll && isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
      return isAddress || isLocalName(hostname) || named.includes(hostname);
    },
    names: [...new Set([...named, "localhost", ...(onAll ? ["its IP addresses"] : [])])],
  };
}

/** The path of a request without the app's own: proxies hand it on with it or without. */
export function withoutBasePath(basePath: string, url: string): string {
  if (basePath === "" || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : url;
}
