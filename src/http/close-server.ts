/** The end of a server: nothing new is taken, what is being answered is answered, and nobody holds the process for ever. */
import type { FastifyInstance } from "fastify";

/** How long answers and uploads may still be on their way: one whose other end has gone to sleep never arrives. */
const PATIENCE_MILLISECONDS = 2_000;

export async function closeServer(server: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => server.server.closeAllConnections(), PATIENCE_MILLISECONDS);
  await server.close();
  clearTimeout(patience);
}
