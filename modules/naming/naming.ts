import { ProblemError } from "../problem.ts";

/** Longest name that each AWS service accepts, in characters (AWS service quotas and API references). */
export const nameLimits = {
  "API Gateway REST API": 128,
  "Backup plan": 50,
  "Backup vault": 50,
  "Budgets budget": 100,
  "CloudWatch alarm": 255,
  "CloudWatch dashboard": 255,
  "CloudWatch log metric filter": 512,
  "CloudWatch Logs query": 255,
  "Cognito domain": 63,
  "Cognito identity pool": 128,
  "Cognito user pool": 128,
  "Cognito user pool client": 128,
  "Cost Explorer anomaly monitor": 1024,
  "Cost Explorer anomaly subscription": 1024,
  "DynamoDB table": 255,
  "EventBridge rule": 64,
  "IAM policy": 128,
  "IAM role": 64,
  "KMS alias": 256,
  "Lambda function": 64,
  "RUM app monitor": 255,
  "S3 bucket": 63,
  "SNS topic": 256,
  "SQS queue": 80,
  "X-Ray group": 32,
  "X-Ray resource policy": 128,
  "X-Ray sampling rule": 32,
  "X-Ray service": 64,
} as const;

export type NamedService = keyof typeof nameLimits;

/** Whose resources are named. */
export interface NameScope {
  readonly environment: string;
  readonly system: string;
}

/** Names resources of one environment of one system. */
export type Naming = (service: NamedService, part: string) => string;

/**
 * The one place where names are made: `{environment}-{system}-{part}`, held to the service's limit.
 *
 * @throws ProblemError where the name is too long for its service.
 */
export function naming({ environment, system }: NameScope): Naming {
  return (service, part) => {
    const name = `${environment}-${system}-${part}`;
    const limit = nameLimits[service];
    if (name.length <= limit) return name;
    throw new ProblemError([
      {
        place: `${service} name "${name}"`,
        found: `${name.length} characters`,
        expected: `at most ${limit}`,
        remedy: `Shorten "${part}" by ${name.length - limit}.`,
      },
    ]);
  };
}
