import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runtimeClients } from "../runtime-clients.ts";
import { packaged } from "../test-rig.ts";
import { scenarioOf } from "./scenarios.ts";
import { tracedRig } from "./traced-rig.ts";

const [sseStreaming] = await packaged("sse-streaming");
const variables = { NODE_OPTIONS: `--require ${join(import.meta.dirname, "watch-registrations.cjs")}` };

describe.each(Object.values(runtimeClients))("under $name", (client) => {
  it("FR-065: one tracer provider serves all invocations of an environment, and is there before the first", async () => {
    if (sseStreaming === undefined) throw new Error("sse-streaming is not packaged");
    const traced = await tracedRig({
      scenario: scenarioOf("sse-streaming"),
      packaged: sseStreaming,
      client,
      variables,
    });
    await traced.rig.idle();
    const registered = () => traced.rig.output().logs.flatMap(({ fields }) => fields?.registered ?? []);
    const beforeTheFirst = registered();

    const runs = [await traced.run(), await traced.run(), await traced.run()];

    expect(beforeTheFirst.filter((part) => part === "trace")).toEqual(["trace"]);
    expect(registered()).toEqual(beforeTheFirst);
    expect(new Set(registered()).size).toBe(registered().length);
    expect(runs.map(({ trace, exports }) => trace.roots.length > 0 && exports > 0)).toEqual([true, true, true]);
  });
});
