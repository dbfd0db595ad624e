import { expect, it } from "vitest";
import { zip } from "../../../modules/packaging/zip.ts";
import { zipNames } from "../../../modules/packaging/zip-names.ts";

it("names every file of a zip", async () => {
  const packed = await zip({ "handler.mjs": "export {};", "collector.yaml": "a: 1", "folder/größe.json": "{}" });

  expect(zipNames(packed)).toEqual(["collector.yaml", "folder/größe.json", "handler.mjs"]);
});

it("refuses what is no zip", () => {
  expect(() => zipNames(Buffer.from("nothing"))).toThrow("not a zip of this project");
});
