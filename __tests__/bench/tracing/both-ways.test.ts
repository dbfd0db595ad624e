import { expect, it } from "vitest";
import { withBothWays } from "../../../bench/tracing/both-ways.ts";
import { scenarioOf } from "../../rig/trace/scenarios.ts";

const session = { root: process.cwd(), runs: 1, signal: new AbortController().signal, report: () => {} };

it.each(["dashboard", "sse-streaming"])(
  "%s does the same work in both processes, and only one of them writes spans",
  { timeout: 60_000 },
  async (functionName) => {
    const { traced, untraced } = await withBothWays(session, scenarioOf(functionName), 1, async (rigs) => {
      const [traced, untraced] = [await rigs.traced.run(), await rigs.untraced.run()];
      return { traced, untraced };
    });

    expect([traced.outcome.kind, untraced.outcome.kind]).toEqual(["response", "response"]);
    expect(untraced.calls.map(({ operation }) => operation)).toEqual(traced.calls.map(({ operation }) => operation));
    expect(traced.trace.roots.length).toBeGreaterThan(0);
    expect(untraced.trace.roots).toEqual([]);
  },
);
