import { defineConfig } from "vitest/config";

/** Source files run in the tests exactly as in production: Node's own type stripping, Node's own module resolution. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "web/src/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
    globalSetup: ["test/harness/postgres.ts"],
    experimental: { viteModuleRunner: false },
    pool: "forks",
    maxWorkers: 2,
    // Shared and noisy machines: a limit is there to end a hang, not to measure speed.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 30_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
