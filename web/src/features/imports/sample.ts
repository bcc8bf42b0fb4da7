/** A small file to try the import with: numbers from the range that is reserved for fiction in the United Kingdom. */

import { sampleWords } from "../../words/import-sample.ts";

const { firstNames, lastNames, products } = sampleWords;
const SAMPLE_CONTACTS = 25;

const header = "phone,first_name,last_name,product";

export function sampleFile(): File {
  const rows = Array.from({ length: SAMPLE_CONTACTS }, (_, index) => {
    const first = firstNames[index % firstNames.length];
    const last = lastNames[(index * 3 + Math.floor(index / 10)) % lastNames.length];
    return `+44 7700 900${String(100 + index * 3)},${first},${last},${products[index % products.length]}`;
  });
  return new File([[header, ...rows, ""].join("\r\n")], "sample-contacts.csv", { type: "text/csv" });
}

/** An empty file with the columns that are known at once. */
export function saveTemplate(): void {
  const columns = "phone,first_name,last_name,email,company,language,timezone,tags,external_id";
  const address = URL.createObjectURL(new Blob([`${columns}\r\n`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "contacts-template.csv";
  link.click();
  URL.revokeObjectURL(address);
}
