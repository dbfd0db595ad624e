import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";

/** A dashboard, ready for CloudWatch. */
export interface DashboardDefinition {
  /** Stable part of its address in the stack. */
  readonly id: string;
  readonly name: string;
  readonly body: string;
}

/** Dashboards of an environment. */
export class Dashboards extends Construct {
  constructor(scope: Construct, id: string, definitions: readonly DashboardDefinition[]) {
    super(scope, id);
    for (const { id: part, name, body } of definitions) {
      new CloudwatchDashboard(this, part, { dashboardName: name, dashboardBody: body });
    }
  }
}
