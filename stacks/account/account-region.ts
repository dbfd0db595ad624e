import { XrayEncryptionConfig } from "@cdktf/provider-aws/lib/xray-encryption-config/index.js";
import { Construct } from "constructs";
import type { Account } from "../../environments/schema.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import { Alarm } from "../../modules/alarms/alarm.ts";
import { ApiGatewayLogging, type ApiGatewayLogsRole } from "../../modules/api/account-logging.ts";
import { AnomalyDetection } from "../../modules/cost/anomaly-detection.ts";
import { AlarmTopic } from "../../modules/messaging/alarm-topic.ts";
import { EncryptionKey } from "../../modules/security/encryption-key.ts";
import type { NotifyingService } from "../../modules/security/notifying-services.ts";
import { TopicTraces } from "../../modules/tracing/topic-traces.ts";
import { accountAlarmRegister } from "./alarms.ts";
import { accountNaming, type WatchedRegion } from "./surroundings.ts";

export interface AccountRegionProps {
  readonly account: Account;
  readonly watched: WatchedRegion;
  readonly logsRole: ApiGatewayLogsRole;
}

/** What reports to the account's topic: alarms, budgets of the account as a whole, and Cost Anomaly Detection. */
const notifiedBy: readonly NotifyingService[] = ["cloudwatch", "budgets", "costalerts"];

/** What the account has in one region: its alarms with their topic, and the settings that environments rely on. */
export class AccountRegion extends Construct {
  constructor(scope: Construct, id: string, props: AccountRegionProps) {
    super(scope, id);
    this.addAlarms(props);
    if (props.watched.hasEnvironments) this.addSettings(props);
  }

  /** An alarm can tell only a topic of its own region. */
  private addAlarms({ account, watched }: AccountRegionProps): void {
    const { accountId, alarmSubscribers, runbookUrl } = account;
    const { region } = watched;
    const key = new EncryptionKey(this, "encryption-key", {
      naming: accountNaming,
      accountId,
      region,
      encrypts: "what the account's alarms tell",
      usedBy: ["sns", ...notifiedBy],
      protect: true,
    });
    const topic = new AlarmTopic(this, "alarm-topic", {
      name: accountNaming("SNS topic", "alarms"),
      keyArn: key.arn,
      accountId,
      region,
      subscribers: alarmSubscribers,
      notifiedBy,
    });
    const alarms = new Construct(this, "alarms");
    for (const record of accountAlarmRegister(watched).alarms) {
      const name = accountNaming("CloudWatch alarm", record.id);
      new Alarm(alarms, record.id, { record, name, runbookUrl, topicArn: topic.arn });
    }
    if (watched.hasBill) {
      const { costAnomalies } = account;
      new AnomalyDetection(this, "cost-anomalies", { naming: accountNaming, ...costAnomalies, topicArn: topic.arn });
    }
  }

  private addSettings({ account, watched, logsRole }: AccountRegionProps): void {
    const { accountId } = account;
    new ApiGatewayLogging(this, "api-gateway-logging", { role: logsRole });
    new TopicTraces(this, "topic-traces", {
      naming: accountNaming,
      accountId,
      region: watched.region,
      topicName: `*-${sentiment.name}-*`,
    });
    // X-Ray encrypts always. Under a key of the account its insights tell nobody, and without the key it drops traces.
    new XrayEncryptionConfig(this, "trace-encryption", { type: "NONE" });
  }
}
