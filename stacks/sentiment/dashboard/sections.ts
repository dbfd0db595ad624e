import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import type { AlarmRegister } from "../../../modules/alarms/register.ts";
import { watchedFunction } from "../../../modules/alarms/watched-function.ts";
import { alarmSection } from "../../../modules/dashboard/alarm-widgets.ts";
import { alarmGraphs, undrawn } from "../../../modules/dashboard/also-watched.ts";
import { billGraph } from "../../../modules/dashboard/bill-graph.ts";
import { entranceSection } from "../../../modules/dashboard/entrance-graphs.ts";
import { goldenSignals, type ShownFunction } from "../../../modules/dashboard/golden-signals.ts";
import { gridWidth } from "../../../modules/dashboard/limits.ts";
import { messagingSection } from "../../../modules/dashboard/messaging-graphs.ts";
import { type MetricGraph, metricGraphWidgets, otherMetrics } from "../../../modules/dashboard/metric-graph.ts";
import type { Section } from "../../../modules/dashboard/section.ts";
import { survivedFailures } from "../../../modules/dashboard/survived-failures.ts";
import { tableSection } from "../../../modules/dashboard/table-graphs.ts";
import { traceSection } from "../../../modules/dashboard/trace-graphs.ts";
import { watchedApis, watchedQueues, watchedTables, watchedTopics } from "../alarms/resource-alarms.ts";
import type { Surroundings } from "../surroundings.ts";
import { traceGroups } from "../tracing.ts";
import { metricSections, stories } from "./metric-sections.ts";
import { storyFunnel } from "./stories.ts";

/** Services of AWS that this system pays for, by their name in the bill. */
const billedServices = {
  AWSLambda: "Lambda",
  AmazonDynamoDB: "DynamoDB",
  AmazonCloudWatch: "CloudWatch",
  AWSXRay: "X-Ray",
  AmazonApiGateway: "API Gateway",
  AmazonSNS: "SNS",
} as const;

/** Everything on the dashboard of an environment, in the order in which somebody who is woken needs it. */
export function dashboardSections(
  surroundings: Surroundings,
  contracts: readonly LambdaContract[],
  register: AlarmRegister,
  arnOf: (alarmId: string) => string,
): readonly Section[] {
  const { environment, naming } = surroundings;
  const { alarms } = register;
  const functions = contracts.map((contract): ShownFunction => {
    return { contract, watched: watchedFunction(contract, environment.name, naming) };
  });
  const groups = Object.keys(traceGroups(naming, contracts));
  const drawn = [
    storySection(surroundings, functions, register),
    goldenSignals(functions, alarms),
    ...subjectSections(functions, register),
    survivedFailures(functions, alarms),
    entranceSection(watchedApis(surroundings, contracts), functions, alarms),
    messagingSection(
      { topics: watchedTopics(surroundings, contracts), queues: watchedQueues(surroundings, contracts) },
      alarms,
    ),
    tableSection(watchedTables(surroundings, contracts), alarms),
    traceSection(
      groups.map((name) => ({ name, groupName: naming("X-Ray group", name) })),
      alarms,
    ),
  ];
  return [alarmSection(register, arnOf), ...withRest(drawn, alarms)];
}

/** Money comes last; whatever else is watched and not yet drawn stands before it, so that no alarm is without a graph. */
function withRest(drawn: readonly Section[], alarms: readonly AlarmRecord[]): readonly Section[] {
  const bill = billGraph(billedServices, alarms);
  const rest = undrawn(alarms, [...drawn, { title: "", widgets: [bill] }]);
  const money = rest.filter(({ kind }) => kind === "cost" || kind === "volume");
  return [
    ...drawn,
    { title: "Also watched", widgets: alarmGraphs(rest.filter((alarm) => !money.includes(alarm))) },
    { title: "Cost and volume", widgets: [bill, ...alarmGraphs(money)] },
  ];
}

function storySection(
  { naming }: Surroundings,
  functions: readonly ShownFunction[],
  { alarms }: AlarmRegister,
): Section {
  return {
    title: "Stories",
    explanation: "The way from a source to people: where the numbers break off is where to look.",
    widgets: [
      storyFunnel(functions, naming),
      ...stories.flatMap((graph) => metricGraphWidgets(graph, functions, alarms)),
    ],
  };
}

/** Subjects of this system, then whatever metrics of the contracts none of them shows. */
function subjectSections(functions: readonly ShownFunction[], { alarms }: AlarmRegister): readonly Section[] {
  const known = [...stories, ...metricSections.flatMap(({ graphs }) => graphs)];
  const widgetsOf = (graphs: readonly MetricGraph[]) =>
    graphs.flatMap((graph) => metricGraphWidgets(graph, functions, alarms, gridWidth / 4));
  const others = functions.flatMap((shown) => otherMetrics(shown, known));
  return [
    ...metricSections.map(({ title, explanation, graphs }) => ({ title, explanation, widgets: widgetsOf(graphs) })),
    { title: "Other metrics of the functions", widgets: widgetsOf(others) },
  ];
}
