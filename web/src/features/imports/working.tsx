/** How far the server is with checking or bringing in the rows. One may leave meanwhile. */
import { Progress } from "@mantine/core";
import { workingWords } from "../../words/imports.tsx";
import { FileLine } from "./file-line.tsx";
import { Step } from "./steps.tsx";
import type { ContactImport } from "./import.ts";
import "./end-steps.css";

export function Working({ one }: { one: ContactImport }) {
  const isChecking = one.status === "checking";
  const words = isChecking ? workingWords.checking : workingWords.importing;
  const { done, total } = one.progress ?? { done: 0, total: one.rows };
  const share = total === 0 ? 0 : Math.floor((done / total) * 100);
  return (
    <Step at={isChecking ? 2 : 3} title={words.title} about={workingWords.about}>
      <FileLine one={one} />
      <div className="imp-working">
        <Progress.Root size={10}>
          <Progress.Section
            value={Math.max(share, 1)}
            striped
            animated
            color="var(--o-in_progress)"
            aria-label={words.bar}
          />
        </Progress.Root>
        <p className="num">{words.done(done, total)}</p>
      </div>
    </Step>
  );
}
