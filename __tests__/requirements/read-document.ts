import type { TestEntry, TestOutcome } from "./test-entry.ts";

/** The tests that a table of requirements names, with what became of them. */
export function entriesOfDocument(text: string): readonly TestEntry[] {
  return text.split("\n").flatMap((line) => {
    const [, id = "", , , proof = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (!/^(FR|SC)-\d{3}$/.test(id)) return [];
    return proof.split("<br>").flatMap((part) => {
      const [, file = "", names] = /^\[[^\]]*\]\(\.\.\/([^)]+)\) • (.*)$/.exec(part) ?? [];
      return names === undefined ? [] : names.split(" • ").map((each) => ({ id, file, ...nameAndOutcome(each) }));
    });
  });
}

function nameAndOutcome(text: string): { readonly name: string; readonly outcome: TestOutcome } {
  const [, outcome = "passed", name = text] = /^\*\*(failed|not run):\*\* (.*)$/.exec(text) ?? [];
  return {
    name: name.replaceAll("\\|", "|").replaceAll("\\*", "*").replaceAll("&lt;", "<"),
    outcome: outcome as TestOutcome,
  };
}
