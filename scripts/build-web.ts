/** `npm ci` ends with this (`prepare`): the web app is built once, and a start never builds. */
import path from "node:path";
import { build } from "vite";
import { compressFiles } from "./compress-files.ts";

const root = path.join(import.meta.dirname, "..", "web");
await build({ root, configFile: path.join(root, "vite.config.ts"), logLevel: "warn" });
await compressFiles(path.join(root, "dist", "assets"));
