/** The web app as files: built by `npm ci` into web/dist, served with the page's word for its styles. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { contentSecurityPolicy } from "./security.ts";

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the app from `folder`: its files, and its one page at every address that is no file and not under /api. Answers
 * whether there is one: without a build the server's own home page stands.
 *
 * @param basePath where people find the app, such as "/campanile": the page names its files and itself by it
 */
export function serveWebApp(server: FastifyInstance, folder: string, basePath = ""): boolean {
  const index = path.join(folder, "index.html");
  if (!existsSync(index)) return false;
  const html = readFileSync(index, "utf8")
    .replaceAll(/(src|href)="\.\//g, `$1="${basePath}/`)
    .replaceAll("%BASE%", basePath);
  void server.register(fastifyStatic, {
    root: path.join(folder, "assets"),
    prefix: "/assets/",
    // Their names change with their content.
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
    index: false,
    // Beside each file stands what travels: see scripts/build-web.ts.
    preCompressed: true,
    decorateReply: false,
    // What the build writes; anything else is not found before the disk is asked.
    allowedPath: (name) => /^\/?[\w-][\w.-]*$/.test(name),
  });
  server.get("/icon.svg", (_request, reply) =>
    reply.type("image/svg+xml").send(readFileSync(path.join(folder, "icon.svg"))),
  );
  server.get("/", (_request, reply) => sendPage(reply, html));
  for (const address of appPages) server.get(address, (_request, reply) => sendPage(reply, html));
  return true;
}

/** The app's own addresses; what is at none of them is not found, and says so. */
export const appPages = [
  "/sign-in",
  "/sign-up",
  "/reset-password",
  "/account",
  "/campaigns",
  "/campaigns/*",
  "/conversations",
  "/contacts",
  "/contacts/*",
  "/employees",
  "/employees/*",
  "/settings",
];

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .header("content-security-policy", contentSecurityPolicy([`'nonce-${nonce}'`]))
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(html.replace("%NONCE%", nonce));
}
