import { expect, it } from "vitest";
import { packagedFunctions } from "../../bench/packaged-functions.ts";

const zip = "metrics-0123456789abcdef.zip";

function stack(environment: string) {
  const variables = {
    ENVIRONMENT: environment,
    ITEMS_TABLE: `\${aws_dynamodb_table.items_1.name}`,
    TOPIC_ARN: `\${aws_sns_topic.requests-topic_2.arn}`,
    BUCKET: `\${aws_s3_bucket.cache.arn}`,
  };
  return {
    resource: {
      aws_dynamodb_table: { items_1: { name: `${environment}-items` } },
      aws_sns_topic: { "requests-topic_2": { name: "requests" } },
      aws_s3_object: { upload: { source: `\${path.module}/../../artifacts/${zip}` } },
      aws_lambda_function: {
        any: {
          function_name: `${environment}-metrics`,
          s3_key: `\${aws_s3_object.upload.key}`,
          environment: { variables },
        },
      },
    },
  };
}

it("every zip is loaded once, with the environment of the first function that is deployed from it", () => {
  const functions = packagedFunctions({ dev: stack("dev"), prod: stack("prod") });

  expect(functions).toEqual([
    {
      name: "metrics",
      zip,
      environment: {
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "bench",
        AWS_SECRET_ACCESS_KEY: "bench",
        ENVIRONMENT: "dev",
        ITEMS_TABLE: "dev-items",
        TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:bench",
        BUCKET: `\${aws_s3_bucket.cache.arn}`,
        AWS_LAMBDA_FUNCTION_NAME: "dev-metrics",
      },
    },
  ]);
});
