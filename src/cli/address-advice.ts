/** What of the settings for a proxy does not fit together, for the start and `doctor`. Pure. */
import { isIP } from "node:net";
import type { Config } from "#src/config.ts";

type Settings = Pick<Config, "host" | "publicUrl" | "trustProxy">;

/** A sentence for each thing, with what to do. */
export function addressAdvice({ host, publicUrl, trustProxy }: Settings): string[] {
  const advice: string[] = [];
  const url = publicUrl === null ? null : new URL(publicUrl);
  if (url === null && (host === "0.0.0.0" || host === "::")) {
    advice.push(
      `HOST is ${host} and CAMPANILE_PUBLIC_URL is not set: the server is known by its IP addresses and localhost alone. ` +
        "Set it to the address people use.",
    );
  }
  if (url?.protocol === "http:" && !isLocal(url.hostname)) {
    advice.push(
      "CAMPANILE_PUBLIC_URL is http: passwords and session cookies can be read on their way. Put a proxy that speaks HTTPS before the server.",
    );
  }
  if (url?.protocol === "https:" && trustProxy.length === 0) {
    advice.push(
      "CAMPANILE_PUBLIC_URL is https and CAMPANILE_TRUST_PROXY is none: everybody is limited together, as the proxy. Name the proxy's address.",
    );
  }
  const all = trustProxy.find((entry) => entry.endsWith("/0"));
  if (all !== undefined) {
    advice.push(
      `CAMPANILE_TRUST_PROXY has ${all}: everybody may say who they are and pass every limit. Name the proxy's own address.`,
    );
  }
  return advice;
}

function isLocal(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}
