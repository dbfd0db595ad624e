import fc from "fast-check";
import { expect, it } from "vitest";
import { unzip } from "../../bench/unzip.ts";
import { zip } from "../../modules/packaging/zip.ts";

it("gives back every file that packaging put into a zip", async () => {
  const names = fc.stringMatching(/^[a-zé][a-z./-]{0,20}$/).filter((name) => !/\/|\.\./.test(name));
  const files = fc.dictionary(names, fc.uint8Array({ maxLength: 2000 }), {
    minKeys: 1,
    maxKeys: 5,
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(files, async (content) => {
      const unpacked = unzip(await zip(content));

      const texts = (entries: Iterable<readonly [string, Uint8Array]>) =>
        Object.fromEntries([...entries].map(([name, bytes]) => [name, Buffer.from(bytes).toString("hex")]));
      expect(texts(unpacked)).toEqual(texts(Object.entries(content)));
    }),
    { numRuns: 30 },
  );
});

it("refuses what is not a zip", () => {
  expect(() => unzip(Buffer.alloc(100))).toThrow("not a zip");
});
