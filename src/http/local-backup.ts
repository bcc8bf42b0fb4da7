/**
 * What the command line on this machine alone may ask for, by the key of the note in the data folder: the bytes of a
 * backup, which holds everything of everybody. No API key and no person can, and it is not in the contract.
 */
import { Readable } from "node:stream";
import { Refusal } from "#domain/errors.ts";
import type { FastifyInstance } from "fastify";
import { sameSecret } from "./accounts/keys.ts";

/** @param write begins a backup; its bytes come as they are read */
export function serveLocalBackup(server: FastifyInstance, localKey: string, write: () => AsyncIterable<Buffer>): void {
  server.get("/local/backup", { exposeHeadRoute: false }, (request, reply) => {
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (key === undefined || !sameSecret(key, localKey)) {
      throw new Refusal(
        "unauthenticated",
        "Backups are taken on the server's own machine: npm run campanile -- backup FILE.",
      );
    }
    void reply.header("cache-control", "no-store");
    return reply.type("application/gzip").send(Readable.from(write()));
  });
}
