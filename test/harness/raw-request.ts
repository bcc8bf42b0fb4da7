/** A request exactly as it is given: any `Host`, any header, from any of this machine's own addresses. */
import http from "node:http";

export interface RawAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
  body: any;
}

export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** 127.0.0.2 and so on: another address, as far as the server can tell. */
  from?: string;
}

export function rawRequest(url: string, path: string, given: RawRequest = {}): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body, from } = given;
  const { hostname, port } = new URL(url);
  const json = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: hostname.replaceAll(/[[\]]/g, ""),
        port,
        path,
        method,
        agent: false,
        headers: { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(from === undefined ? {} : { localAddress: from }),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => (text += String(chunk)));
        response.on("error", reject).on("end", () => {
          const isJson = /json/.test(response.headers["content-type"] ?? "");
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, headers: answered, text, body: isJson ? JSON.parse(text) : null });
        });
      },
    );
    request.on("error", reject).end(json);
  });
}
