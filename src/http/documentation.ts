/** The addresses where the server explains itself. */
import { problemCodes } from "#contract/problem.ts";
import type { FastifyInstance } from "fastify";
import { docsPage } from "./docs-page.ts";
import { problemDocument, sendProblem } from "./errors.ts";
import { homePage } from "./home.ts";
import { openApiDocument } from "./openapi.ts";

interface Site {
  /** Whether there is no web app to stand at `/`. */
  home: boolean;
  /** What stands before every path for people: "" or such as "/campanile". */
  basePath: string;
}

/**
 * Serves `/api/docs`, `/api/openapi.json`, and where the `type` of a problem leads; and `/`, where no web app does
 * (`home`).
 */
export function serveDocumentation(server: FastifyInstance, version: string, { home, basePath }: Site): void {
  const api = openApiDocument(version, basePath);
  const text = JSON.stringify(api);
  const docs = docsPage(api, basePath);
  const start = homePage(version, basePath);
  const html = "text/html; charset=utf-8";
  if (home) server.get("/", (_request, reply) => reply.type(html).send(start));
  server.get("/api/docs", (_request, reply) => reply.type(html).send(docs));
  server.get("/api/openapi.json", (_request, reply) => reply.type("application/json; charset=utf-8").send(text));
  server.get<{ Params: { code: string } }>("/problems/:code", (request, reply) => {
    const { code } = request.params;
    if (Object.hasOwn(problemCodes, code)) return reply.redirect(`${basePath}/api/docs#problem-${code}`);
    return sendProblem(
      reply,
      problemDocument("not_found", "There is no such kind of problem; /api/docs lists them all."),
    );
  });
}
