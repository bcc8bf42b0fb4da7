/** The lines that this process holds open, by the id of their stored row. */
import type { Clock } from "#domain/clock.ts";
import { Refusal } from "#domain/errors.ts";
import type { LineKind } from "#domain/line.ts";
import type { Line } from "./port.ts";
import { lineKindRegistry } from "./registry.ts";

export interface StoredLine {
  id: number;
  kind: LineKind;
  settings: Readonly<Record<string, unknown>>;
}

interface OpenLine {
  line: Line;
  settings: StoredLine["settings"];
}

/** A row seen again with other settings configures its line for the next calls. */
export function createLineBook({ clock }: { clock: Clock }): {
  line(row: StoredLine): Line;
  close(): Promise<void>;
} {
  const open = new Map<number, OpenLine>();
  return {
    line({ id, kind, settings }) {
      const known = open.get(id);
      if (!known) {
        const row = lineKindRegistry[kind];
        if (!row) throw new Refusal("invalid", `This version has no ${kind} lines; choose a line of another kind.`);
        const line = row.open(settings, { clock });
        open.set(id, { line, settings });
        return line;
      }
      if (known.settings !== settings) {
        const changed = JSON.stringify(known.settings) !== JSON.stringify(settings);
        known.settings = settings;
        if (changed) known.line.configure(settings);
      }
      return known.line;
    },
    async close() {
      const lines = [...open.values()];
      open.clear();
      await Promise.all(lines.map(({ line }) => line.close()));
    },
  };
}
