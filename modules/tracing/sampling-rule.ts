import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";

export interface SamplingRuleProps {
  readonly naming: Naming;
  /** Last part of the rule's name. */
  readonly name: string;
  /** Rules are tried from the lowest number; two rules of one account with the same number have no order. */
  readonly priority: number;
  /** Traces per second that are always kept. */
  readonly reservoirSize: number;
  /** Share of the rest that is kept, 0 to 1. */
  readonly fixedRate: number;
  /** What decides: name and type of the service at the root of a trace. Both may hold `*`. */
  readonly decidedBy: { readonly serviceName: string; readonly serviceType: string };
}

/**
 * How many traces are kept (FR-034). X-Ray applies rules where a trace begins and asks: at the REST API's stage. Lambda
 * decides for itself about functions without a caller that decided, at 1 per second and 5 % of the rest.
 */
export class SamplingRule extends Construct {
  constructor(scope: Construct, id: string, { naming, name, decidedBy, ...rates }: SamplingRuleProps) {
    super(scope, id);
    new XraySamplingRule(this, "rule", {
      ruleName: naming("X-Ray sampling rule", name),
      ...rates,
      ...decidedBy,
      host: "*",
      httpMethod: "*",
      urlPath: "*",
      resourceArn: "*",
      version: 1,
    });
  }
}
