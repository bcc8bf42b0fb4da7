/** A copy of the program with a fault planted in it, so that no switch for it stands in the product. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { programRoot } from "./world.ts";

/** Text of a file of `src` and what stands in its place. */
export interface Planting {
  file: string;
  instead: string;
  plant: string;
}

export interface PlantedProgram {
  root: string;
  remove(): void;
}

/** Throws where a text is not found exactly once: the product has changed, and the planting must follow it. */
export function plantFault(plantings: readonly Planting[]): PlantedProgram {
  const root = mkdtempSync(path.join(tmpdir(), "campanile-planted-"));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    for (const part of ["src", "package.json", "test/faults/referee"]) {
      mkdirSync(path.dirname(path.join(root, part)), { recursive: true });
      cpSync(path.join(programRoot, part), path.join(root, part), { recursive: true });
    }
    symlinkSync(path.join(programRoot, "node_modules"), path.join(root, "node_modules"));
    for (const { file, instead, plant } of plantings) {
      const full = path.join(root, "src", file);
      const parts = readFileSync(full, "utf8").split(instead);
      if (parts.length !== 2) throw new Error(`src/${file} has "${instead}" ${parts.length - 1} times, not once.`);
      writeFileSync(full, parts.join(plant));
    }
    return { root, remove };
  } catch (cause) {
    remove();
    throw cause;
  }
}
