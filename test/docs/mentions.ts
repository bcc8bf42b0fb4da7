/** What a page of documentation names and this repository does not have: paths, and npm scripts. */
import { globSync } from "node:fs";
import path from "node:path";

/** Endings by which a word in `code` is taken for a file of this repository. */
const fileEnding = /\.(?:ts|md|sql)$/;
const pathLike = /^[\w.@*-]+(?:\/[\w.@*-]+)*\/?$/;

export interface Repository {
  /** Files and folders from the root, without a slash at the end. */
  paths: ReadonlySet<string>;
  scripts: readonly string[];
}

/** The repository in the current folder. */
export function readRepository(scripts: readonly string[]): Repository {
  const found = globSync(["*", ".ci/**", ".env.example", "{src,test,docs,bench,scripts,web,ops}/**"], {
    exclude: ["node_modules"],
  });
  return { paths: new Set(found.map((entry) => entry.replaceAll("\\", "/"))), scripts };
}

/** One sentence for each name on the page that leads nowhere. */
export function brokenMentions(page: string, text: string, repository: Repository): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, "");
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word).filter(isPath(repository));
  const links = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
  return [
    ...words
      .filter((word) => !exists(page, word, repository))
      .map((word) => `${page} names ${word}, which is not there`),
    ...links
      .filter((target) => !/^[a-z]+:/.test(target) && !exists(page, target, repository))
      .map((target) => `${page} links to ${target}, which is not there`),
    ...[...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g)]
      .map(([, named, short]) => named ?? short ?? "")
      .filter((script) => !repository.scripts.includes(script))
      .map((script) => `${page} names the npm script ${script}, which package.json does not have`),
  ];
}

/** Whether a word is meant as a path: it ends like a file, or begins with a folder of this repository. */
function isPath({ paths }: Repository): (word: string) => boolean {
  return (word) => {
    if (!pathLike.test(word)) return false;
    const [first = "", ...rest] = word.split("/");
    return fileEnding.test(word) || (rest.length > 0 && (paths.has(first) || paths.has(`src/${first}`)));
  };
}

/** A path is given from the root, from src/, or from the page's own folder; a bare file name may lie anywhere. */
function exists(page: string, named: string, { paths }: Repository): boolean {
  const word = named.replace(/\/$/, "");
  const places = [word, `src/${word}`, path.posix.join(path.posix.dirname(page), word)];
  if (word.includes("*")) return [...paths].some((entry) => places.some((place) => path.matchesGlob(entry, place)));
  if (places.some((place) => paths.has(place))) return true;
  return (
    !word.includes("/") && fileEnding.test(word) && [...paths].some((entry) => path.posix.basename(entry) === word)
  );
}
