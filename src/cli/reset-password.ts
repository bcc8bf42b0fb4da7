/** `reset-password`: a link with which somebody sets their password anew, printed alone. */
import type { Config } from "#src/config.ts";
import { connect } from "./connection.ts";
import { exitCodes, type ExitCode } from "./failure.ts";

export async function resetPassword(email: string, config: Config): Promise<ExitCode> {
  // A server that only answers: a link starts no calls.
  const connection = await connect(config, ["web"]);
  try {
    const { token } = (await connection.askLocal("/local/password-reset", { email })) as { token: string };
    // A server of the command's own is gone when the link is opened.
    const listensAt = connection.own ? `http://localhost:${config.port}` : connection.url;
    const base = (config.publicUrl ?? listensAt).replace(/\/$/, "");
    process.stdout.write(`${base}/reset-password?token=${token}\n`);
    return exitCodes.done;
  } finally {
    await connection.close();
  }
}
