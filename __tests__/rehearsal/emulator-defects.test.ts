import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { markdownTable } from "../../modules/markdown-table.ts";
import { emulatorDefects } from "../../rehearsal/emulator-defects.ts";
import { services } from "../../rehearsal/supplement/services.ts";

it("what moto does otherwise at updates stands in docs/rehearsal.md", () => {
  const rows = emulatorDefects.map(({ operation, defect, putRightIn }) => [
    `\`${operation}\``,
    defect,
    putRightIn === undefined ? "no" : `\`${putRightIn}\``,
  ]);

  const table = markdownTable(["operation of AWS", "what moto does", "put right"], rows).join("\n");

  expect(readFileSync("docs/rehearsal.md", "utf8")).toContain(table);
});

it.each(emulatorDefects.filter(({ putRightIn }) => putRightIn !== undefined))("$operation is put right", (defect) => {
  const [service = "", operation = ""] = defect.operation.split(":");

  const answered = services[service]?.({ accountId: "111122223333", ask: () => Promise.reject(new Error()) }) ?? {};

  expect(existsSync(defect.putRightIn ?? "")).toBe(true);
  expect(Object.keys(answered)).toContain(service === "backup" ? "POST /backup/plans/*" : operation);
});
