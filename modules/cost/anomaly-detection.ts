import { CeAnomalyMonitor } from "@cdktf/provider-aws/lib/ce-anomaly-monitor/index.js";
import { CeAnomalySubscription } from "@cdktf/provider-aws/lib/ce-anomaly-subscription/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";

export interface AnomalyDetectionProps {
  readonly naming: Naming;
  /** Dollars above the usual from which on an anomaly is reported. */
  readonly fromDollars: number;
  /** The account's monitor of services, of which there is one at most. Default: the account has none, one is made. */
  readonly monitorArn?: string | undefined;
  /** Topic that is told at once. Its policy and its key have to let `costalerts.amazonaws.com` publish. */
  readonly topicArn: string;
}

/**
 * Reports what AWS finds unusual in the costs of any service, from the account's own past. For the whole account: of
 * several in one account, all but the first would be refused.
 */
export class AnomalyDetection extends Construct {
  constructor(scope: Construct, id: string, { naming, fromDollars, monitorArn, topicArn }: AnomalyDetectionProps) {
    super(scope, id);
    new CeAnomalySubscription(this, "subscription", {
      name: naming("Cost Explorer anomaly subscription", "cost-anomalies"),
      // A topic is told at once only; mails that are sent by AWS itself come once a day.
      frequency: "IMMEDIATE",
      monitorArnList: [monitorArn ?? this.monitor(naming)],
      subscriber: [{ type: "SNS", address: topicArn }],
      thresholdExpression: {
        dimension: {
          key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
          matchOptions: ["GREATER_THAN_OR_EQUAL"],
          values: [String(fromDollars)],
        },
      },
    });
  }

  private monitor(naming: Naming): string {
    return new CeAnomalyMonitor(this, "monitor", {
      name: naming("Cost Explorer anomaly monitor", "services"),
      monitorType: "DIMENSIONAL",
      monitorDimension: "SERVICE",
    }).arn;
  }
}
