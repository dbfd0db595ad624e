import { describe, expect, it } from "vitest";
import { grantsOf } from "../../rehearsal/iam/grants.ts";
import { removalProblems } from "../../rehearsal/run/grant-removal.ts";
import { packaged } from "../rig/test-rig.ts";
import { isFullRun } from "./chosen-seeds.ts";
import { roleOf, synthesizedPolicies } from "./enforced-permissions.ts";
import { memoryBackend } from "./memory-backend.ts";
import { withoutEachGrant } from "./without-each-grant.ts";
import { openWorld } from "./world.ts";

/** One of each kind of loss: of all news, of a permission of the key, of a cache that the function can do without. */
const sample: readonly (readonly [functionName: string, action: RegExp, resource: RegExp])[] = [
  ["ingestion", /^dynamodb:PutItem$/, /items$/],
  ["notification", /^kms:Decrypt$/, /key/],
  ["dashboard", /^dynamodb:PutItem$/, /ohlc-cache$/],
  ["analysis", /^sns:Publish$/, /notifications$/],
];

/** A quick run tries the first one, a full run all of them; all grants are tried by `npm run rehearse`. */
const tried = isFullRun ? sample : sample.slice(0, 1);

describe("least privilege: what a function is granted, it needs", () => {
  it("without a grant a call is denied, and somebody notices", { timeout: 120_000 }, async () => {
    const deployed = synthesizedPolicies();
    const functions = await packaged(
      ...["ingestion", "analysis", "notification", "dashboard", "metrics", "sse-streaming"],
    );
    const settings = { "sse-streaming": { SSE_POLL_INTERVAL_SECONDS: 1 } };
    const chosen = tried.map(async ([functionName, action, resource]) => {
      const grants = await grantsOf(roleOf(functionName), deployed);
      return grants.filter((grant) => action.test(grant.action) && resource.test(grant.resource)).slice(0, 1);
    });
    const grants = (await Promise.all(chosen)).flat();

    const removals = await withoutEachGrant({
      grants,
      deployed,
      roleOf,
      open: (refuse) => openWorld({ functions, openBackend: memoryBackend, rate: 2, settings, refuse }),
      onDone: () => undefined,
    });

    expect(removals.map(({ grant }) => grant)).toEqual(grants);
    expect(grants).toHaveLength(tried.length);
    expect(removalProblems("test", removals)).toEqual([]);
  });
});
