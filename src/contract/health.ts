/** Whether the server is there. */
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";

export const health = z
  .object({ status: z.literal("ok"), version: z.string(), database: z.enum(["embedded", "postgres"]) })
  .meta({ id: "Health" });

export const healthEndpoints = {
  getHealth: defineEndpoint({
    method: "GET",
    path: "/health",
    permission: "public",
    summary: "Whether the server and its database are there",
    status: 200,
    response: health,
    refusals: ["unavailable"],
  }),
};
