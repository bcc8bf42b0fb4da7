/** Refuses what was asked by a name that is not this server's, and logs once what of a proxy does not fit the settings. */
import { isIP } from "node:net";
import { Refusal } from "#domain/errors.ts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isLoopback, wasForwarded } from "./own-machine.ts";
import type { ServerAddress } from "./server-address.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * Who may ask by any name: everybody where nothing is told, or programs that show a key, which a stranger's page has
     * not. By itself nobody.
     */
    anyHost?: "everybody" | "with-key";
  }
}

export function checkHosts(server: FastifyInstance, address: ServerAddress): void {
  const said = new Set<string>();
  server.addHook("onRequest", async (request) => {
    warnOnce(request, address, said);
    const { anyHost } = request.routeOptions.config;
    if (anyHost === "everybody" || (anyHost === "with-key" && request.headers.authorization !== undefined)) return;
    // The one that was sent, and the one a trusted proxy says was sent to it.
    for (const host of [request.headers.host, request.host]) {
      if (host === undefined || host === "" || address.knowsHost(host)) continue;
      const shown = /^[\w.:[\]-]{1,100}$/.test(host) ? `"${host}"` : "that name";
      throw new Refusal(
        "wrong_host",
        `This server is not known by ${shown}, but by ${address.names.join(", ")}. If people reach it so, set ` +
          "CAMPANILE_PUBLIC_URL to the whole address they use; a proxy must hand on the Host it was asked for.",
      );
    }
  });
}

/** The address that asked, as far as trusted proxies tell: always an address, whatever stands in a header. */
export function addressOf(request: Pick<FastifyRequest, "ip" | "socket">): string {
  return isIP(request.ip) === 0 ? (request.socket.remoteAddress ?? "") : request.ip;
}

/** Whether a proxy that is trusted handed the request on. */
export function isForwardingTrusted(request: FastifyRequest): boolean {
  return (request.ips?.length ?? 1) > 1;
}

function warnOnce(request: FastifyRequest, { publicUrl, isHttps }: ServerAddress, said: Set<string>): void {
  if (said.size === 3 || !wasForwarded(request)) return;
  const warn = (event: string, sentence: string) => {
    if (said.has(event)) return;
    said.add(event);
    request.log.warn({ event, address: request.socket.remoteAddress }, sentence);
  };
  if (request.headers["x-forwarded-for"] !== undefined && !isForwardingTrusted(request)) {
    warn(
      "proxy_not_trusted",
      "A proxy that CAMPANILE_TRUST_PROXY does not name says for whom it asks; it is not believed.",
    );
  } else if (publicUrl === null) {
    if (isLoopback(request.socket.remoteAddress ?? ""))
      warn(
        "public_url_missing",
        "A proxy hands on requests, and CAMPANILE_PUBLIC_URL does not say where people reach it.",
      );
  } else if (isHttps && request.protocol !== "https") {
    warn(
      "protocol_differs",
      "CAMPANILE_PUBLIC_URL is https and the proxy does not say so: let it set X-Forwarded-Proto.",
    );
  }
}
