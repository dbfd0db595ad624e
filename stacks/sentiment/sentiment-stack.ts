import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../../modules/alarms/register.ts";
import { RegisteredAlarms } from "../../modules/alarms/registered-alarms.ts";
import { MonthlyBudget } from "../../modules/cost/monthly-budget.ts";
import { Dashboards } from "../../modules/dashboard/dashboards.ts";
import type { LambdaFunction } from "../../modules/functions/lambda-function.ts";
import type { Artifact } from "../../modules/packaging/artifact.ts";
import { SavedQueries } from "../../modules/queries/saved-queries.ts";
import { EncryptionKey } from "../../modules/security/encryption-key.ts";
import { addAwsProvider } from "../../modules/terraform/aws-provider.ts";
import { addStateBackend } from "../../modules/terraform/state.ts";
import { sentimentAlarmRegister } from "./alarms/alarm-register.ts";
import { sentimentDashboards } from "./dashboard/dashboards.ts";
import { addSecrets, addTables, addTickerCache } from "./data.ts";
import { addFunctions } from "./function-wiring.ts";
import * as functions from "./functions.ts";
import { addAlarmTopic, addMessaging, addScheduleDeadLetterQueue, allowPublishers, notifiedBy } from "./messaging.ts";
import { addOutputs } from "./outputs.ts";
import { addRealUserMonitoring, addUserPool } from "./people.ts";
import { sentimentQueries } from "./queries.ts";
import { project, type Surroundings, surroundingsOf } from "./surroundings.ts";
import { addSamplingRules, addTraceGroups } from "./tracing.ts";

export interface SentimentStackProps {
  readonly environment: Environment;
  /** One packaged function per contract. */
  readonly artifacts: readonly Artifact[];
  /** Contracts of the functions. Default: those of functions.ts. */
  readonly contracts?: readonly LambdaContract[];
}

/** The sentiment system in one environment. */
export class SentimentStack extends TerraformStack {
  /** Functions, by the name in their contract. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** Every alarm of the stack. */
  readonly alarms: AlarmRegister;
  /** Topic that alarms report to. */
  readonly alarmTopicArn: string;

  constructor(scope: Construct, { environment, artifacts, contracts = Object.values(functions) }: SentimentStackProps) {
    const surroundings = surroundingsOf(environment);
    super(scope, surroundings.stackName);
    this.connectTerraform(surroundings);
    const keyArn = this.encryptionKey(surroundings);
    const messaging = addMessaging(this, surroundings, keyArn);
    const alarmTopic = addAlarmTopic(this, surroundings, keyArn);
    const { functions: lambdaFunctions, entrances } = addFunctions(this, surroundings, {
      contracts,
      artifacts,
      resources: {
        ...addTables(this, surroundings),
        ...addSecrets(this, surroundings, keyArn),
        topics: messaging.topics,
        queues: messaging.queues,
        keyArn,
      },
      scheduleDeadLetterQueueArn: addScheduleDeadLetterQueue(this, surroundings).resource.arn,
    });
    this.functions = lambdaFunctions;
    allowPublishers(messaging, lambdaFunctions.values());
    addTickerCache(this, surroundings);
    addSamplingRules(this, surroundings, contracts);
    addTraceGroups(this, surroundings, contracts);
    this.alarmTopicArn = alarmTopic.arn;
    this.alarms = sentimentAlarmRegister(surroundings, contracts);
    this.addAlarms(surroundings);
    new Dashboards(this, "dashboards", sentimentDashboards(surroundings, contracts, this.alarms));
    new SavedQueries(this, "queries", sentimentQueries(surroundings, contracts, this.alarms));
    this.budget(surroundings);
    const userPool = addUserPool(this, surroundings);
    addOutputs(this, { entrances, userPool, realUserMonitoring: addRealUserMonitoring(this, surroundings) });
  }

  private connectTerraform({ environment, stackName }: Surroundings): void {
    addAwsProvider(this, {
      region: environment.region,
      accountId: environment.accountId,
      tags: { Project: project, Environment: environment.name, ManagedBy: "Terraform", Stack: stackName },
    });
    addStateBackend(this, stackName, { bucket: environment.state.bucket, region: environment.region });
  }

  private encryptionKey({ environment, naming }: Surroundings): string {
    return new EncryptionKey(this, "encryption-key", {
      naming,
      accountId: environment.accountId,
      region: environment.region,
      encrypts: "secrets and topics",
      usedBy: ["secretsmanager", "sns", ...notifiedBy],
      protect: environment.protectData,
    }).arn;
  }

  private addAlarms({ environment, naming }: Surroundings): void {
    new RegisteredAlarms(this, "alarms", {
      register: this.alarms,
      naming,
      runbookUrl: environment.runbookUrl,
      topicArn: this.alarmTopicArn,
      logGroupNameOf: (contractName) => this.logGroupName(contractName),
    });
  }

  private logGroupName(contractName: string): string {
    const lambdaFunction = this.functions.get(contractName);
    if (lambdaFunction === undefined) throw new Error(`The stack has no function ${contractName}.`);
    return lambdaFunction.logGroupName;
  }

  private budget({ environment, naming, stackName }: Surroundings): void {
    new MonthlyBudget(this, "monthly-budget", {
      naming,
      limitDollars: environment.monthlyBudgetDollars,
      costTag: { key: "Stack", value: stackName },
      topicArn: this.alarmTopicArn,
      emailAddresses: environment.alarmSubscribers
        .filter(({ protocol }) => protocol === "email")
        .map(({ endpoint }) => endpoint),
    });
  }
}
