import {
  linkSync,
  lstatSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freeFile, readableFile, refuseSameFile, writableFile, writeWhole } from "./files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  mkdirSync(path.join(folder, "inner"));
  writeFileSync(path.join(folder, "contacts.csv"), "phone\n");
  writeFileSync(path.join(folder, "empty.csv"), "");
  writeFileSync(path.join(folder, "results.csv"), "old");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file to read", () => {
  test("is found from where the user stands", async () => {
    expect(await readableFile("contacts.csv", folder)).toBe(path.join(folder, "contacts.csv"));
  });

  test.each([
    ["gone.csv", "There is no file gone.csv in"],
    ["contacts.csv/x", "There is no file contacts.csv/x in"],
    ["inner", "inner is a folder"],
    ["empty.csv", "empty.csv is empty"],
  ])("%s is refused", async (file, sentence) => {
    await expect(readableFile(file, folder)).rejects.toThrow(sentence);
  });
});

describe("a file to write", () => {
  test("may be new or stand there already", async () => {
    expect(await writableFile("new.csv", folder, "--report")).toBe(path.join(folder, "new.csv"));
    expect(await writableFile("results.csv", folder, "--report")).toBe(path.join(folder, "results.csv"));
  });

  test.each([
    ["gone/new.csv", "--report: there is no folder"],
    ["inner", "--report: inner is a folder"],
  ])("%s is refused", async (file, sentence) => {
    await expect(writableFile(file, folder, "--report")).rejects.toThrow(sentence);
  });

  test("that nobody named takes no other's place", async () => {
    expect(await freeFile("rejected.csv", folder)).toBe(path.join(folder, "rejected.csv"));
    expect(await freeFile("results.csv", folder)).toBe(path.join(folder, "results-2.csv"));
  });
});

describe("files of one command", () => {
  const at = (name: string) => path.join(folder, name);
  const named = (name: string, file: string | undefined) => ({ name, file });

  beforeAll(() => {
    writeFileSync(at("list.csv"), "phone\n");
    symlinkSync(at("list.csv"), at("link.csv"));
    linkSync(at("list.csv"), at("hard.csv"));
  });

  test.each(["list.csv", "link.csv", "hard.csv", "inner/../list.csv"])(
    "%s is not written over the list",
    async (name) => {
      const target = await writableFile(name, folder, "--report");
      await expect(refuseSameFile([named("FILE", at("list.csv"))], [named("--report", target)])).rejects.toThrow(
        "--report is the file that FILE names",
      );
    },
  );

  test.each(["results.csv", "new.csv", "inner/../new.csv"])("%s is not written twice", async (name) => {
    const [one, two] = [await writableFile(name, folder, "--report"), await writableFile(name, folder, "--rejected")];
    await expect(refuseSameFile([], [named("--report", one), named("--rejected", two)])).rejects.toThrow(
      "--report and --rejected name the same file",
    );
  });

  test("may be different ones, none, or a device", async () => {
    const report = named("--report", at("new.csv"));
    const both = (rejected: string | undefined) =>
      refuseSameFile([named("FILE", at("list.csv"))], [report, named("--rejected", rejected)]);
    await expect(both(undefined)).resolves.toBeUndefined();
    await expect(both(at("other.csv"))).resolves.toBeUndefined();
    const nowhere = [named("--report", "/dev/null"), named("--rejected", "/dev/null")];
    await expect(refuseSameFile([], nowhere)).resolves.toBeUndefined();
  });

  test("a file of its own choice is none that the command writes later", async () => {
    expect(await freeFile("later.csv", folder, [at("later.csv")])).toBe(at("later-2.csv"));
  });
});

describe("a written file", () => {
  const at = (name: string) => path.join(folder, name);

  test("is its owner's alone, also where another stood", async () => {
    writeFileSync(at("open.csv"), "old", { mode: 0o644 });
    await writeWhole(at("open.csv"), Readable.from(["new"]));
    expect(readFileSync(at("open.csv"), "utf8")).toBe("new");
    expect(statSync(at("open.csv")).mode & 0o777).toBe(0o600);
  });

  test("that breaks off or is refused leaves what stood there, and nothing beside it", async () => {
    writeFileSync(at("kept.csv"), "old");
    const broken = Readable.from(
      (async function* () {
        yield "half";
        throw new Error("gone");
      })(),
    );
    await expect(writeWhole(at("kept.csv"), broken)).rejects.toThrow("gone");
    const refuse = () => Promise.reject(new Error("not that"));
    await expect(writeWhole(at("kept.csv"), Readable.from(["new"]), refuse)).rejects.toThrow("not that");
    expect(readFileSync(at("kept.csv"), "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("through a link leaves the link", async () => {
    writeFileSync(at("target.csv"), "old");
    symlinkSync(at("target.csv"), at("to-target.csv"));
    await writeWhole(await writableFile("to-target.csv", folder, "--report"), Readable.from(["new"]));
    expect(lstatSync(at("to-target.csv")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("target.csv"), "utf8")).toBe("new");
  });

  test("does not replace a device", async () => {
    await writeWhole("/dev/null", Readable.from(["new"]));
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});
