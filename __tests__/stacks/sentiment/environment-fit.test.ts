import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import type { Environment } from "../../../environments/schema.ts";
import { checkEnvironmentFits } from "../../../stacks/sentiment/environment-fit.ts";
import { sentimentContracts } from "../../helpers/sentiment-stacks.ts";

describe("what an environment says about functions", () => {
  it("fits the functions that there are", () => {
    expect(() => checkEnvironmentFits(dev, sentimentContracts)).not.toThrow();
  });

  it.each([
    ["settings.metrcs", { settings: { metrcs: {} } }],
    ["logRetentionDays.functions.metrcs", { logRetentionDays: { default: 30, functions: { metrcs: 14 } } }],
    [
      "samplingRules, fnurl, applies.function",
      {
        samplingRules: [
          { name: "fnurl", priority: 1, reservoirSize: 1, fixedRate: 1, applies: { function: "metrcs" } },
        ],
      },
    ],
  ])("is refused in %s where there is no such function", (place, change) => {
    const check = () => checkEnvironmentFits({ ...dev, ...change } as Environment, sentimentContracts);

    expect(check).toThrow(
      `environments/dev.ts, ${place}: found the unknown function "metrcs", expected "metrics". Rename or remove it.`,
    );
  });
});
