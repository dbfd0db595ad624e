import fc from "fast-check";
import { expect, it } from "vitest";
import { zip } from "../../../modules/packaging/zip.ts";
import { readZip } from "./read-zip.ts";

const fileName = fc.stringMatching(/^[a-zA-Zäß0-9_-]{1,12}\.(mjs|yaml)$/);
const files = fc.dictionary(fileName, fc.string({ unit: "grapheme", maxLength: 300 }), { minKeys: 1, maxKeys: 6 });

it("a zip holds every file as it was given, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const entries = readZip(await zip(given));

      expect(Object.fromEntries(entries.map(({ name, content }) => [name, content.toString("utf8")]))).toEqual({
        ...given,
      });
    }),
    { numRuns: 30 },
  );
});

it("the order in which files are given changes no byte", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const reversed = Object.fromEntries(Object.entries(given).reverse());

      const [one, other] = await Promise.all([zip(given), zip(reversed)]);

      expect(one.equals(other)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it("gives every entry the same date and mode, and sorts them by code point", async () => {
  const entries = readZip(await zip({ "b.mjs": "1", "a.mjs": "2", "ä.mjs": "3", "B.mjs": "4" }));

  expect(entries.map(({ name }) => name)).toEqual(["B.mjs", "a.mjs", "b.mjs", "ä.mjs"]);
  expect(new Set(entries.map(({ mode, dosTime }) => `${mode.toString(8)} ${dosTime.toString(16)}`))).toEqual(
    new Set(["100644 210000"]),
  );
});
