import { expect, it } from "vitest";
import { htmlTable } from "../../../modules/report/html-table.ts";

it("a table has headings for columns and rows, anchors, and quantities on the right", () => {
  const { markup } = htmlTable({
    label: "Sizes",
    columns: [{ heading: "function" }, { heading: "bytes", quantity: true }],
    rows: [{ id: "size-a", cells: ["a", 1] }],
  });

  expect(markup).toContain('<th scope="col">function</th><th scope="col" class="number">bytes</th>');
  expect(markup).toContain('<tr id="size-a"><th scope="row">a</th><td class="number" data-heading="bytes">1</td></tr>');
  expect(markup).toContain('role="region" aria-label="Sizes" tabindex="0"');
});

it("groups of rows stand under headings over all columns, with anchors of their own", () => {
  const { markup } = htmlTable({
    label: "Sizes",
    columns: [{ heading: "function" }, { heading: "bytes" }],
    groups: [{ id: "large", heading: "above 1 KB", rows: [{ cells: ["a", 1] }] }],
  });

  expect(markup).toContain(
    '<tbody id="large">\n<tr class="group"><th colspan="2" scope="rowgroup">above 1 KB</th></tr>\n<tr>',
  );
});
