import { expect, it } from "vitest";
import { budgetOf, refuseOverBudget } from "../../../modules/packaging/budgets.ts";

const metafile = {
  inputs: {},
  outputs: {
    "bundles/x/handler.mjs": {
      bytes: 700,
      inputs: {
        "node_modules/@scope/a/one.js": { bytesInOutput: 300 },
        "node_modules/@scope/a/node_modules/b/index.js": { bytesInOutput: 1500 },
        "node_modules/@scope/a/two.js": { bytesInOutput: 300 },
        "node_modules/unused/index.js": { bytesInOutput: 0 },
        "lambdas/x/handler.ts": { bytesInOutput: 100 },
      },
      imports: [],
      exports: [],
    },
  },
};

it("gives the streaming function 450 KB and every other 350 KB", () => {
  expect([budgetOf("sse-streaming"), budgetOf("metrics")]).toEqual([450_000, 350_000]);
});

it("accepts a zip of exactly its budget", () => {
  expect(() => refuseOverBudget([{ functionName: "metrics", bytes: 350_000, metafile }])).not.toThrow();
});

it("names every function above its budget, and its largest packages with all their files", () => {
  const zips = [
    { functionName: "metrics", bytes: 350_001, metafile },
    { functionName: "sse-streaming", bytes: 460_000, metafile },
  ];

  expect(() => refuseOverBudget(zips)).toThrow(
    [
      "zip of metrics: found 350.0 KB, expected at most 350.0 KB. Import less, or raise the budget in modules/packaging/budgets.ts. Largest parts before compression: b 1.5 KB, @scope/a 0.6 KB, lambdas/x/ 0.1 KB.",
      "zip of sse-streaming: found 460.0 KB, expected at most 450.0 KB. Import less, or raise the budget in modules/packaging/budgets.ts. Largest parts before compression: b 1.5 KB, @scope/a 0.6 KB, lambdas/x/ 0.1 KB.",
    ].join("\n"),
  );
});
