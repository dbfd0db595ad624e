import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { CompositeRecord } from "./alarm-record.ts";
import { ruleOf } from "./composites.ts";
import { alarmDescription } from "./description.ts";

export interface CompositeAlarmProps {
  readonly record: CompositeRecord;
  readonly nameOf: (id: string) => string;
  /** Address of the runbook, without a section. */
  readonly runbookUrl: string;
  readonly topicArn: string;
  /** The members: CloudWatch refuses a rule over an alarm that does not exist. */
  readonly members: readonly ITerraformDependable[];
}

/** An alarm that sums up others. */
export class CompositeAlarm extends Construct {
  readonly resource: CloudwatchCompositeAlarm;

  constructor(scope: Construct, id: string, props: CompositeAlarmProps) {
    super(scope, id);
    const { record, nameOf, runbookUrl, topicArn, members } = props;
    this.resource = new CloudwatchCompositeAlarm(this, "alarm", {
      alarmName: nameOf(record.id),
      alarmDescription: alarmDescription(record, runbookUrl),
      alarmRule: ruleOf(record.members, nameOf),
      alarmActions: [topicArn],
      okActions: [topicArn],
      dependsOn: [...members],
    });
  }
}
