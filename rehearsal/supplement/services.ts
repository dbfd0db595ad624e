import type { ServiceSupplement } from "./service-supplement.ts";
import { backup } from "./services/backup.ts";
import { budgets } from "./services/budgets.ts";
import { cloudwatch } from "./services/cloudwatch.ts";
import { cognitoIdentity } from "./services/cognito-identity.ts";
import { cognitoUserPools } from "./services/cognito-user-pools.ts";
import { costExplorer } from "./services/cost-explorer.ts";
import { lambda } from "./services/lambda.ts";
import { logs } from "./services/logs.ts";
import { rum } from "./services/rum.ts";
import { s3 } from "./services/s3.ts";
import { sns } from "./services/sns.ts";
import { sqs } from "./services/sqs.ts";
import { xray } from "./services/xray.ts";

/** What is added to the emulator, by the name that calls to the service are signed with. */
export const services: Readonly<Record<string, ServiceSupplement>> = {
  backup,
  budgets,
  ce: costExplorer,
  "cognito-identity": cognitoIdentity,
  "cognito-idp": cognitoUserPools,
  lambda,
  logs,
  monitoring: cloudwatch,
  rum,
  s3,
  sns,
  sqs,
  xray,
};
