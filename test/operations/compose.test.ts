import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { openApp, openPostgresApp } from "#harness/app.ts";
import { BESIDE_POOL, POOL_SIZE } from "#store/drivers/postgres.ts";
import { processRoles, readConfig, settings } from "#src/config.ts";

interface Service {
  image: string;
  build?: string;
  environment: Record<string, string>;
  healthcheck: { test: string[] };
  deploy?: { replicas: number };
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period: string;
}

const given = { POSTGRES_PASSWORD: "0123456789abcdef", CAMPANILE_SECRET: "0123456789abcdef0123456789abcdef" };

/** As Compose fills them in: `${NAME:?why}`, `${NAME:-otherwise}`. */
function fill(text: string): string {
  return text.replaceAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind?: string, rest = "") => {
    const value = (given as Record<string, string>)[name];
    if (value === undefined && kind === "?") throw new Error(`${name}: ${String(rest)}`);
    return value ?? String(rest);
  });
}

const { services, volumes } = parse(readFileSync("compose.yaml", "utf8"), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const dockerfile = readFileSync("Dockerfile", "utf8");

describe("compose.yaml", () => {
  test("has PostgreSQL 18, a web server, three callers and the background work, on volumes of its own", () => {
    expect(services.postgres!.image).toMatch(/^postgres:18\.\d+-/);
    expect(Object.keys(services)).toEqual(["postgres", "web", "caller", "jobs"]);
    expect(services.caller!.deploy).toEqual({ replicas: 3 });
    expect(Object.keys(volumes)).toEqual(["postgres", "data"]);
    expect(services.web!.ports).toEqual(["127.0.0.1:4700:4700"]);
  });

  test.each(ours)("gives %s settings that the program takes, and waits for the database", (_, service) => {
    const environment = Object.fromEntries(
      Object.entries(service.environment).map(([name, value]) => [name, fill(value)]),
    );
    expect(Object.keys(environment).filter((name) => !(name in settings))).toEqual([]);
    const config = readConfig(environment, null);
    expect(config).toMatchObject({
      databaseUrl: `postgres://campanile:${given.POSTGRES_PASSWORD}@postgres:5432/campanile`,
      dataFolder: "/data",
      host: "0.0.0.0",
      metricsToken: null,
    });
    const [, , check, port] = service.healthcheck.test;
    expect(existsSync(check!)).toBe(true);
    expect(Number(port)).toBe(config.roles.has("web") ? config.port : config.statusPort);
    expect(service.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
    expect(Number.parseInt(service.stop_grace_period, 10)).toBeGreaterThan(20);
  });

  // "voice" has nothing to do yet, and is not shown.
  test("has every role of the program done by somebody", () => {
    const roles = ours.flatMap(([, { environment }]) => environment.CAMPANILE_ROLES!.split(","));
    expect(new Set(roles)).toEqual(new Set(processRoles.filter((role) => role !== "voice")));
  });
});

describe("Dockerfile", () => {
  test("begins with an image of one exact version, and runs the program as a user without rights", () => {
    expect(dockerfile).toMatch(/^FROM node:\d+\.\d+\.\d+-/m);
    expect(dockerfile.match(/^FROM/gm)).toHaveLength(1);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toContain("npm ci");
    const command = JSON.parse(/^CMD (.+)$/m.exec(dockerfile)![1]!) as string[];
    expect(command.slice(0, 1)).toEqual(["node"]);
    expect(existsSync(command[1]!)).toBe(true);
    const variables = [...dockerfile.matchAll(/\b(CAMPANILE_\w+|HOST|PORT)=/g)].map(([, name]) => name!);
    expect(variables.filter((name) => !(name in settings))).toEqual([]);
  });

  test("puts no secret, backup or data of the builder's into the image", () => {
    const ignored = readFileSync(".dockerignore", "utf8").split("\n");
    expect(ignored).toEqual(expect.arrayContaining([".env", "data", "*.tar.gz", ".git", "node_modules"]));
  });

  test("has a health check that tells a process that is ready from one that is not", async () => {
    const app = await openPostgresApp();
    const caller = await openApp({ ...app.config, roles: new Set(["dialer"]), statusPort: 0 });
    for (const url of [app.url, caller.app.statusUrl]) {
      expect(await exitOf(new URL(url).port)).toBe(0);
    }
    const { port } = new URL(app.url);
    await caller.close();
    await app.close();
    expect(await exitOf(port)).not.toBe(0);
  });
});

async function exitOf(port: string): Promise<number | null> {
  const child = spawn(process.execPath, ["ops/ready.ts", port], { stdio: "ignore" });
  return new Promise((resolve) => child.on("exit", resolve));
}

test("the connections that docs/how-to/scale-out.md names are those a process has", () => {
  const page = readFileSync("docs/how-to/scale-out.md", "utf8");
  const most = POOL_SIZE + BESIDE_POOL;
  expect(page).toContain(
    `at most **${most} connections**: ${POOL_SIZE} for its work, one that feels whether the database answers, and one that listens`,
  );
  expect(page).toContain(`carries ${["four", "five", "six"][Math.floor(100 / most) - 4]} processes`);
});

test("Prometheus is told the ports that the services answer on", () => {
  const { scrape_configs: jobs } = parse(readFileSync("ops/prometheus.yml", "utf8")) as {
    scrape_configs: Array<{ dns_sd_configs: Array<{ names: string[]; port: number }> }>;
  };
  for (const { names, port } of jobs[0]!.dns_sd_configs) {
    for (const name of names) {
      const { PORT, CAMPANILE_STATUS_PORT } = services[name]!.environment;
      expect(String(port)).toBe(PORT ?? CAMPANILE_STATUS_PORT);
    }
  }
});
