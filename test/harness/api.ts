/** A server with some of the routes on it, asked without a socket. Whoever asks names an organisation, and is its owner. */
import type { FastifyInstance, InjectOptions } from "fastify";
import { rolePermissions } from "#domain/roles.ts";
import { testServer } from "#http/test-server.ts";

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
  body: any;
  text: string;
  headers: Record<string, unknown>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Api {
  server: FastifyInstance;
  ask(method: Method, path: string, payload?: object, organisationId?: string): Promise<Answer>;
  /** Sends a file in a multipart part. */
  send(path: string, content: string | Buffer, partName?: string): Promise<Answer>;
}

/** @param organisationId whom `ask` speaks for, unless it is told another */
export async function openApi(organisationId: string, bindRoutes: (server: FastifyInstance) => void): Promise<Api> {
  const server = await testServer({
    authenticate: async ({ headers }) => ({
      kind: "key",
      id: "key1",
      name: "A program",
      organisationId: headers.authorization ?? "",
      role: "owner",
      permissions: rolePermissions.owner,
    }),
  });
  bindRoutes(server);

  async function inject(request: InjectOptions): Promise<Answer> {
    const response = await server.inject(request);
    const isJson = /json/.test(String(response.headers["content-type"]));
    return {
      status: response.statusCode,
      body: isJson ? response.json() : null,
      text: response.body,
      headers: response.headers,
    };
  }

  return {
    server,
    ask: (method, path, payload, as = organisationId) =>
      inject({
        method,
        url: `/api/v1${path}`,
        headers: { authorization: as },
        ...(payload ? { payload } : {}),
      }),
    send: (path, content, partName = "file") => {
      const boundary = "a-boundary-between-parts";
      const disposition = `Content-Disposition: form-data; name="${partName}"; filename="numbers.csv"`;
      const payload = Buffer.concat([
        Buffer.from(`--${boundary}\r\n${disposition}\r\nContent-Type: text/csv\r\n\r\n`),
        Buffer.from(content),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = { authorization: organisationId, "content-type": `multipart/form-data; boundary=${boundary}` };
      return inject({ method: "POST", url: `/api/v1${path}`, headers, payload });
    },
  };
}
