/** The server's sentence why it does not do what was asked, and each missing thing below it. */
import { ApiProblem } from "../lib/api.ts";
import { failureWords } from "../words/ui.ts";
import { tell } from "./toast.tsx";

export function tellRefusal(problem: unknown): void {
  const text = problem instanceof Error ? problem.message : failureWords.unexpected;
  const missing = problem instanceof ApiProblem ? problem.errors.map(({ message }) => message) : [];
  tell({ text, more: missing.filter((sentence) => sentence !== text), refused: true });
}
