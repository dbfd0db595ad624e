import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";

export interface TraceGroupProps {
  readonly naming: Naming;
  /** Last part of the group's name. */
  readonly name: string;
  /** Filter expression of X-Ray. */
  readonly filter: string;
}

/** Traces that belong together, with metrics of their own and X-Ray's insights into them (FR-111). */
export class TraceGroup extends Construct {
  constructor(scope: Construct, id: string, { naming, name, filter }: TraceGroupProps) {
    super(scope, id);
    new XrayGroup(this, "group", {
      groupName: naming("X-Ray group", name),
      filterExpression: filter,
      insightsConfiguration: { insightsEnabled: true, notificationsEnabled: true },
    });
  }
}
