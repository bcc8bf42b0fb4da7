/** Yes and no in the languages that headers are read in, as boxes that are ticked, and as programs write them. */

const words = {
  yes: [
    "yes, y, true, 1, x, on, ✓, ✔, ☑, ✅, wahr, ja, j, oui, o, vrai, sí, si, s, verdadero, نعم, صح, صحيح",
    "sì, vero, waar, tak, t, prawda, да, д, истина, evet, e, doğru, sim, verdadeiro, 是, はい",
  ],
  no: [
    "no, n, false, 0, off, ✗, ✘, ☐, ❌, falsch, nein, non, faux, falso, لا, خطأ",
    "onwaar, nee, nie, fałsz, нет, н, ложь, hayır, h, yanlış, não, 否, いいえ",
  ],
} as const;

const readings = new Map(
  (["yes", "no"] as const).flatMap((reading) =>
    words[reading].flatMap((line) => line.split(", ")).map((word) => [word.normalize("NFC"), reading] as const),
  ),
);

/** `yes` or `no`; an empty cell is no, as of boxes that are ticked or not; null for anything else. */
export function readYesNo(cell: string): "yes" | "no" | null {
  if (cell.length > 20) return null;
  const text = cell.trim().normalize("NFC").toLowerCase();
  return text === "" ? "no" : (readings.get(text) ?? null);
}
