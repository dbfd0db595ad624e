import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escaped, html } from "../../../modules/report/html.ts";

describe("markup", () => {
  it("escapes texts, keeps markup, joins lists", () => {
    const cells = ["<b>", html`<i>&amp;</i>`, 3];

    const row = html`<td title="${'"x"'}">${cells}</td>`;

    expect(row.markup).toBe('<td title="&quot;x&quot;">&lt;b&gt;<i>&amp;</i>3</td>');
  });

  it("no text ends an element or an attribute, and every text can be read back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const safe = escaped(text);

        expect(safe).not.toMatch(/[<>"']/);
        expect(readBack(safe)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

function readBack(safe: string): string {
  const characters: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&amp;": "&",
  };
  return safe.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => characters[entity] ?? entity);
}
