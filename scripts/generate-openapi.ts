/** Writes openapi.json from the contract: `node scripts/generate-openapi.ts`. A test fails when it is out of date. */
import { writeFile } from "node:fs/promises";
import { openApiText } from "#http/openapi.ts";
import packageFile from "../package.json" with { type: "json" };

await writeFile(new URL("../openapi.json", import.meta.url), openApiText(packageFile.version));
