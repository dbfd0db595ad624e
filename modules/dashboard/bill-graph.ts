import type { AlarmRecord } from "../alarms/alarm-record.ts";
import { billingRegion } from "../alarms/cost-alarms.ts";
import { graph, metricLine } from "./graph.ts";
import { gridWidth } from "./limits.ts";
import type { GraphWidget } from "./widget.ts";

/** AWS estimates the bill a few times a day. */
const periodSeconds = 21_600;

/** What the account owes this month, by service: AWS has no such number per environment. */
export function billGraph(services: Readonly<Record<string, string>>, alarms: readonly AlarmRecord[]): GraphWidget {
  const lines = Object.entries(services).map(([serviceName, label]) =>
    metricLine(
      {
        namespace: "AWS/Billing",
        name: "EstimatedCharges",
        dimensions: { ServiceName: serviceName, Currency: "USD" },
        statistic: "Maximum",
      },
      label,
      periodSeconds,
    ),
  );
  const title = "Bill of this month, whole account, dollars";
  return graph({ title, lines, alarms, width: gridWidth / 2, region: billingRegion });
}
