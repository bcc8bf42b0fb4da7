/** Imports through the API and the work behind it, a step at a time. */
import { systemClock } from "#src/system-clock.ts";
import { bindImports } from "#http/routes/imports.ts";
import { createJobs, type Jobs } from "#jobs/jobs.ts";
import { type Answer, type Api, openApi } from "./api.ts";
import { openWorld, type World } from "./world.ts";

export interface ImportDesk {
  world: World;
  api: Api;
  /** The process at work; a test may stop it and put another here. */
  jobs: Jobs;
  /** What the work met and nobody expected. */
  faults: unknown[];
  newJobs(): Jobs;
  /** The id of a new import. `query`: how the file is to be read. */
  upload(file: readonly string[] | Buffer, query?: string): Promise<string>;
  /** The import once it is at the step; throws with its sentence when it failed. */
  until(id: string, status: string): Promise<Answer["body"]>;
  /** Uploaded, mapped and checked. */
  preview(file: readonly string[] | Buffer, mapping: object): Promise<Answer["body"]>;
  /** And confirmed and brought in. */
  bringIn(file: readonly string[] | Buffer, mapping: object, campaignId?: number): Promise<Answer["body"]>;
  close(): Promise<void>;
}

export async function openImportDesk(open: Parameters<typeof openWorld>[0]): Promise<ImportDesk> {
  const world = await openWorld(open);
  const api = await openApi(world.organisationId, (server) => bindImports(server, world.database.sql, systemClock()));
  const faults: unknown[] = [];
  const newJobs = () =>
    createJobs({ database: world.database, now: () => Date.now(), onFault: (error) => faults.push(error) });

  const expected = ({ status, text, body }: Answer, wanted: number): Answer["body"] => {
    if (status === wanted) return body;
    throw new Error(`The API answered ${status} in place of ${wanted}: ${text}`);
  };
  const desk: ImportDesk = {
    world,
    api,
    jobs: newJobs(),
    faults,
    newJobs,
    upload: async (file, query = "") => {
      const content = Buffer.isBuffer(file) ? file : `${file.join("\n")}\n`;
      return expected(await api.send(`/imports${query}`, content), 201).id;
    },
    until: async (id, status) => {
      for (;;) {
        const body = expected(await api.ask("GET", `/imports/${id}`), 200);
        if (body.status === status) return body;
        if (body.status === "failed") throw new Error(body.error);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    preview: async (file, mapping) => {
      const id = await desk.upload(file);
      expected(await api.ask("PUT", `/imports/${id}/mapping`, mapping), 200);
      return desk.until(id, "preview");
    },
    bringIn: async (file, mapping, campaignId) => {
      const { id } = await desk.preview(file, mapping);
      const body = campaignId === undefined ? undefined : { campaignId: String(campaignId) };
      expected(await api.ask("POST", `/imports/${id}/confirm`, body), 200);
      return desk.until(id, "done");
    },
    close: async () => {
      await desk.jobs.stop();
      await api.server.close();
      await world.close();
    },
  };
  await desk.jobs.start();
  return desk;
}
