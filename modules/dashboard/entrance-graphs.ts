import type { AlarmRecord } from "../alarms/alarm-record.ts";
import type { WatchedApi } from "../alarms/api-alarms.ts";
import { lambdaLine, type ShownFunction } from "./golden-signals.ts";
import { graph, metricLine } from "./graph.ts";
import type { Section } from "./section.ts";
import type { GraphWidget, ShownStatistic } from "./widget.ts";

/** Where requests come in: REST APIs and the URLs of functions, one row each. */
export function entranceSection(
  apis: readonly WatchedApi[],
  functions: readonly ShownFunction[],
  alarms: readonly AlarmRecord[],
): Section {
  const withUrl = functions.filter(({ contract }) => contract.triggers.some(({ kind }) => kind === "function-url"));
  return {
    title: "Entrances",
    explanation: "Failed answers have a status of class 5xx, refused ones of class 4xx.",
    widgets: [...apis.flatMap((api) => apiGraphs(api, alarms)), ...withUrl.flatMap((each) => urlGraphs(each, alarms))],
  };
}

function apiGraphs({ contractName, apiName, stage }: WatchedApi, alarms: readonly AlarmRecord[]) {
  const line = (name: string, statistic: ShownStatistic, label: string) =>
    metricLine({ namespace: "AWS/ApiGateway", name, dimensions: { ApiName: apiName, Stage: stage }, statistic }, label);
  const title = (text: string) => `REST API of ${contractName}: ${text}`;
  return [
    graph({ title: title("requests"), lines: [line("Count", "Sum", "requests")], alarms }),
    graph({
      title: title("failed and refused"),
      lines: [line("5XXError", "Sum", "failed"), line("4XXError", "Sum", "refused")],
      alarms,
    }),
    graph({
      title: title("time to answer, ms"),
      lines: [
        line("Latency", "p50", "p50"),
        line("Latency", "p90", "p90"),
        line("IntegrationLatency", "p99", "function alone, p99"),
      ],
      alarms,
    }),
  ];
}

function urlGraphs({ contract, watched }: ShownFunction, alarms: readonly AlarmRecord[]): readonly GraphWidget[] {
  const title = (text: string) => `URL of ${contract.name}: ${text}`;
  return [
    graph({
      title: title("requests"),
      lines: [lambdaLine(watched, "UrlRequestCount", "Sum", "requests")],
      alarms,
    }),
    graph({
      title: title("failed and refused"),
      lines: [
        lambdaLine(watched, "Url5xxCount", "Sum", "failed"),
        lambdaLine(watched, "Url4xxCount", "Sum", "refused"),
      ],
      alarms,
    }),
    graph({
      title: title("time to answer, ms"),
      lines: (["p50", "p99"] as const).map((each) => lambdaLine(watched, "UrlRequestLatency", each, each)),
      alarms,
    }),
  ];
}
