/**
 * Writes src/numbering/phone-zones.generated.ts, which time zones a telephone number can lie in by its first digits, and
 * the report of where its two sources differ. The sources are in scripts/phone-zones/sources, so that no network
 * is needed; scripts/fetch-phone-zone-sources.ts writes those.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { combine } from "./phone-zones/combine.ts";
import { differences } from "./phone-zones/differences.ts";
import { generatedText } from "./phone-zones/generated-text.ts";
import { readMap } from "./phone-zones/zone-map.ts";

const first = readMap("libphonenumber.txt");
const second = readMap("places.txt");
const map = combine(first, second);
const text = generatedText(map);
writeFileSync(path.join(import.meta.dirname, "..", "src", "numbering", "phone-zones.generated.ts"), text);
writeFileSync(path.join(import.meta.dirname, "phone-zones", "differences.md"), differences(first, second));
console.log(`${map.size} prefixes, ${text.length} bytes.`);
