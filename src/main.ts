/** Where the program begins. */
import { commandLine } from "./cli.ts";

// Whoever reads the output may stop reading (`| head`); the calls go on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Idle connections would keep the process alive for some seconds after its work is done.
process.exit(await commandLine(process.argv.slice(2)));
