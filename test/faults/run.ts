/**
 * `npm run faults`: a long trial. `-- --seed N` repeats a choice of faults, `--faults N` says how many, `--gap N` how many
 * milliseconds lie between two on average, `--keep FOLDER` keeps the record and the logs.
 */
import { parseArgs } from "node:util";
import { runTrial, type Trial } from "./trial.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    faults: { type: "string", default: "1000" },
    gap: { type: "string", default: "900" },
    keep: { type: "string" },
  },
});

function report(trial: Trial): string {
  const { facts, broken, faults, seconds } = trial;
  const oddities = facts.entries.filter((entry) => entry.type === "oddity").length;
  const refused = facts.entries.filter((entry) => entry.type === "refused").length;
  const figures = {
    faults: Object.values(faults).reduce((sum, n) => sum + n, 0),
    ...faults,
    "calls of which the carrier told late, twice, out of order or never": oddities,
    "presses of buttons and entries of the list": facts.deeds.length,
    campaigns: facts.campaigns.length,
    contacts: facts.contacts.length,
    rings: facts.rings.length,
    "calls in the books": facts.calls.length,
    "requests that came too late and were refused": refused,
    minutes: Math.round(seconds / 6) / 10,
  };
  const lines = Object.entries(figures).map(([name, n]) => `${String(n).padStart(8)}  ${name}`);
  const breaches = Object.entries(broken).flatMap(([law, how]) => [
    `BROKEN ${how.length} times: ${law}`,
    ...how.slice(0, 20).map((sentence) => `  ${sentence}`),
  ]);
  return [...lines, "", ...(breaches.length > 0 ? breaches : ["Every law held."])].join("\n");
}

const seed = Number(values.seed);
console.log(`Seed ${seed}.`);
const trial = await runTrial({
  seed,
  faults: Number(values.faults),
  gapMilliseconds: Number(values.gap),
  campaigns: 5,
  people: 60,
  patienceMilliseconds: 300_000,
  ...(values.keep === undefined ? {} : { keep: values.keep }),
  told: (sentence) => console.log(`${new Date().toISOString().slice(11, 23)} ${sentence}`),
});
console.log(`\nSeed ${seed}.\n${report(trial)}`);
// Whatever the trial began has ended; a timer that is left must not hold the command up.
process.exit(Object.keys(trial.broken).length > 0 ? 1 : 0);
