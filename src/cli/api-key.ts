/** `api-key create`: a key for a program, printed alone so that a script can take it. */
import { type Role, roles } from "#domain/roles.ts";
import type { Config } from "#src/config.ts";
import { connect } from "./connection.ts";
import { badInput, exitCodes, type ExitCode } from "./failure.ts";
import { writeLine } from "./screen.ts";

export async function createApiKey({ name, role }: { name: string; role: string }, config: Config): Promise<ExitCode> {
  const known = roles.find((one): one is Role => one === role.toLowerCase());
  if (!known) throw badInput(`--role must be one of ${roles.join(", ")}, not "${role}".`);
  if (name.trim() === "") throw badInput("--name must not be empty; it tells keys apart.");
  // A server that only answers: making a key starts no calls.
  const connection = await connect(config, ["web"]);
  try {
    const { key } = await connection.client.call("createApiKey", { body: { name, role: known } });
    writeLine(process.stdout, key);
    return exitCodes.done;
  } finally {
    await connection.close();
  }
}
