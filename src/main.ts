/** Where the program begins. */
import { commandLine } from "./cli.ts";

// What the program writes, results and backups too, is about people and its owner's alone.
process.umask(0o077);

/** Whether output had no room where it went, or no way. */
let isOutputLost = false;

// Whoever reads the output may stop reading (`| head`), and its disk may be full; the calls go on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") isOutputLost = true;
  });
}

// Idle connections would keep the process alive for some seconds after its work is done.
const exitCode = await commandLine(process.argv.slice(2));
process.exit(exitCode === 0 && isOutputLost ? 1 : exitCode);
