/** A real nginx before the program: its own folder, a port of its own, ended with the test. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const howToGetNginx =
  "The tests of a reverse proxy need nginx and found none: install it, on Debian or Ubuntu by `apt-get install -y nginx-light`.";

/** Where it lies, by PATH or where Debian has it; undefined where there is none. */
export function findNginx(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean), "/usr/sbin", "/usr/local/sbin"];
  return folders
    .map((folder) => path.join(folder, "nginx"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface Nginx {
  port: number;
  close(): Promise<void>;
}

/** A port that was free a moment ago: an address has to be known before what answers at it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/**
 * @param locations the `location` blocks of its one server, for instance out of docs/how-to/behind-a-proxy.md
 * @param tls the files of a certificate and its key
 */
export async function startNginx(port: number, locations: string, tls?: { cert: string; key: string }): Promise<Nginx> {
  const program = findNginx();
  if (program === undefined) throw new Error(howToGetNginx);
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-nginx-"));
  const secure = tls ? `ssl_certificate ${tls.cert}; ssl_certificate_key ${tls.key};` : "";
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (one) => `${one}_temp_path ${folder}/${one};`,
  );
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; ${temporary.join(" ")}
server { listen 127.0.0.1:${port}${tls ? " ssl" : ""}; ${secure}
${locations}
} }
`,
  );
  const child = spawn(program, ["-p", folder, "-c", path.join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => (complaint += String(chunk)));
  const exited = once(child, "exit");
  const deadline = performance.now() + 15_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`nginx did not start: ${complaint}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    close: async () => {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** A certificate of this test's own for 127.0.0.1 and localhost, in files of a folder that is removed. */
export function makeCertificate(): { cert: string; key: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-tls-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const made = spawnSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      key,
      "-out",
      cert,
      ...subject,
    ],
    { encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.error?.message ?? made.stderr}`);
  return { cert, key, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
