import { describe, expect, it } from "vitest";
import { metrics } from "../../lambdas/metrics/contract.ts";
import { noAlarm, table, text, topic } from "../../lambdas/shared/contract/index.ts";
import { items, timeseries } from "../../lambdas/shared/sentiment/tables.ts";
import { analysisRequests } from "../../lambdas/shared/sentiment/topics.ts";
import * as functions from "../../stacks/sentiment/functions.ts";
import { deployedFunctions, statementsOf, variablesOf } from "./deployed.ts";
import { type Deployed, driftChecks } from "./drift.ts";
import { parse } from "./live-code.ts";

const deployed = await deployedFunctions(process.cwd(), Object.values(functions));
const metricsFunction = deployed.find(({ contract }) => contract.name === "metrics") as Deployed;

describe.each(deployed)("D25, D35: code and infrastructure of $contract.name agree", (each) => {
  it.each(Object.entries(driftChecks))("%s", (_, check) => {
    expect(check(each)).toEqual([]);
  });
});

/** The metrics function with another contract, or with another line of code. */
function changed(
  contract: Partial<typeof metrics> | Record<string, unknown>,
  code?: (text: string) => string,
): Deployed {
  const other = { ...metrics, ...contract } as typeof metrics;
  return {
    ...metricsFunction,
    contract: other,
    code: code === undefined ? metricsFunction.code : parse(code(metricsFunction.code.text)),
    variables: variablesOf(other),
    statements: statementsOf(other),
  };
}

describe("drift that is planted is found", () => {
  it("an action granted and never sent", () => {
    const planted = changed({
      reaches: { ITEMS_TABLE: table(items, { actions: ["dynamodb:PutItem"], queriedIndexes: ["by_status"] }) },
    });

    expect(driftChecks.actionDrift(planted)).toEqual(["dynamodb:PutItem is granted and never sent"]);
  });

  it("an action granted on a table that only another one is sent to", () => {
    const analysis = deployed.find(({ contract }) => contract.name === "analysis") as Deployed;
    const reaches = {
      ...analysis.contract.reaches,
      TIMESERIES_TABLE: table(timeseries, { actions: ["dynamodb:GetItem"] }),
    };

    expect(driftChecks.tableActionDrift({ ...analysis, contract: { ...analysis.contract, reaches } })).toEqual([
      "dynamodb:GetItem on TIMESERIES_TABLE is granted and never sent",
    ]);
  });

  it("an action sent and not granted", () => {
    const planted = changed({ reaches: {} });

    expect(driftChecks.actionDrift(planted)).toEqual(["dynamodb:Query is sent and not granted"]);
  });

  it("an index granted and never queried", () => {
    const planted = changed({ reaches: { ITEMS_TABLE: table(items, { queriedIndexes: ["by_status", "by_tag"] }) } });

    expect(driftChecks.indexDrift(planted)).toEqual(["index by_tag of ITEMS_TABLE is granted and never queried"]);
  });

  it("a variable set and never read", () => {
    const planted = changed({
      reaches: { ...metrics.reaches, TOPIC_ARN: topic(analysisRequests) },
      settings: { ...metrics.settings, COLOUR: text({ meaning: "nothing", default: "red" }) },
    });

    expect(driftChecks.variableDrift(planted)).toEqual([
      "TOPIC_ARN is set and never read",
      "COLOUR is set and never read",
    ]);
  });

  it("a variable read and never set", () => {
    const planted = changed({}, (code) => `${code}\nconsole.log(process.env.COLOUR);`);

    expect(driftChecks.variableDrift(planted)).toEqual(["COLOUR is read and never set"]);
  });

  it("a metric declared and never emitted", () => {
    const planted = changed({
      metrics: { ...metrics.metrics, Surprises: { unit: "Count", alarm: noAlarm("only a test wants it") } },
    });

    expect(driftChecks.metricDrift(planted)).toEqual(["metric Surprises is declared and never emitted"]);
  });

  it("a metric with neither an alarm nor a reason", () => {
    const planted = changed({ metrics: { StuckItems: { unit: "Count", alarm: noAlarm(" ") } } });

    expect(driftChecks.reasonDrift(planted)).toEqual(["metric StuckItems has no alarm and no reason"]);
  });

  it("a failure path declared and never walked", () => {
    const planted = changed({
      failurePaths: { audit_trail: { operation: "audit_trail_persist", loses: "a row", annotations: [] } },
    });

    expect(driftChecks.failurePathDrift(planted)).toEqual(["failure path audit_trail is declared and never walked"]);
  });

  it("an annotation key never written", () => {
    const planted = changed({ operations: { query_stuck_items: ["item_count", "query_duration_ms", "mood"] } });

    expect(driftChecks.annotationDrift(planted)).toEqual([
      "annotation mood of query_stuck_items is declared and never written",
    ]);
  });

  it("an operation never traced", () => {
    const planted = changed({ operations: { ...metrics.operations, dance: [] } });

    expect(driftChecks.annotationDrift(planted)).toEqual(["operation dance is declared and never traced"]);
  });
});
