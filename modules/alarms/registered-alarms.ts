import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { Alarm } from "./alarm.ts";
import { metricsOf } from "./alarm-record.ts";
import { CompositeAlarm } from "./composite-alarm.ts";
import { LogMetricFilter } from "./log-metric-filter.ts";
import type { AlarmRegister } from "./register.ts";

export interface RegisteredAlarmsProps {
  readonly register: AlarmRegister;
  readonly naming: Naming;
  /** Address of the runbook, without a section. */
  readonly runbookUrl: string;
  readonly topicArn: string;
  /** Name of the log group of a function, by the function's name in its contract. */
  readonly logGroupNameOf: (contractName: string) => string;
}

/** Everything that a register asks for: filters that make metrics of logs, alarms and composites. */
export class RegisteredAlarms extends Construct {
  constructor(scope: Construct, id: string, props: RegisteredAlarmsProps) {
    super(scope, id);
    const { register, naming, runbookUrl, topicArn } = props;
    const nameOf = (alarmId: string) => naming("CloudWatch alarm", alarmId);
    this.addLogFilters(props);
    const made = new Map<string, Alarm | CompositeAlarm>();
    for (const record of register.alarms) {
      made.set(record.id, new Alarm(this, record.id, { record, name: nameOf(record.id), runbookUrl, topicArn }));
    }
    for (const record of register.composites) {
      const members = record.members.flatMap((member) => made.get(member)?.resource ?? []);
      made.set(record.id, new CompositeAlarm(this, record.id, { record, nameOf, runbookUrl, topicArn, members }));
    }
  }

  /** A metric without an alarm is not made: it would cost and tell nobody. */
  private addLogFilters({ register, naming, logGroupNameOf }: RegisteredAlarmsProps): void {
    for (const { id, signal } of register.alarms) {
      for (const metric of Object.values(metricsOf(signal))) {
        if (metric.logFilter === undefined) continue;
        new LogMetricFilter(this, `${id}-filter`, {
          name: naming("CloudWatch log metric filter", id),
          metric,
          filter: metric.logFilter,
          logGroupName: logGroupNameOf(metric.logFilter.contractName),
        });
      }
    }
  }
}
