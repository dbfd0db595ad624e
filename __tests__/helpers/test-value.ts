import type { Reach } from "../../lambdas/shared/contract/index.ts";

/** Value that a test gives to the variable of something reached. */
export function testValue(reach: Reach): string {
  switch (reach.kind) {
    case "table":
      return `test-sentiment-${reach.table.name}`;
    case "topic":
      return `arn:aws:sns:us-east-1:111122223333:test-sentiment-${reach.topic.name}`;
    case "secret":
      return `arn:aws:secretsmanager:us-east-1:111122223333:secret:test/sentiment-analyzer/${reach.secret.name}-AbCdEf`;
    case "function-url":
      return `https://${reach.functionName}.lambda-url.us-east-1.on.aws/`;
  }
}
