import { expect, test } from "vitest";
import { splitName } from "./person-names.ts";

test.each([
  ["Lovelace, Ada", { first_name: "Ada", last_name: "Lovelace" }],
  ["Ada", { first_name: "Ada" }],
  ["Ada  King\tLovelace", { first_name: "Ada", last_name: "King Lovelace" }],
  ["Dr. Ada Lovelace", { first_name: "Ada", last_name: "Lovelace" }],
  ["Herr Prof. Dr. Max Born", { first_name: "Max", last_name: "Born" }],
  ["Lovelace, Dr. Ada", { first_name: "Ada", last_name: "Lovelace" }],
  ["Frau Lovelace", { last_name: "Lovelace" }],
  ["Mr & Mrs Smith", { last_name: "Smith" }],
  ["Don Draper", { first_name: "Don", last_name: "Draper" }],
  ["Mr", { first_name: "Mr" }],
  ["山田 太郎", { first_name: "太郎", last_name: "山田" }],
  ["山田\u3000太郎", { first_name: "太郎", last_name: "山田" }],
  ["张伟", { first_name: "张伟" }],
  ["محمد علي", { first_name: "محمد", last_name: "علي" }],
])("the name %j is taken apart", (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});
