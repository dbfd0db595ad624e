import { expect, it } from "vitest";
import { packagedFunctions } from "../../bench/packaged-functions.ts";

const zip = "metrics-0123456789abcdef.zip";

function stack(environment: string) {
  const variables = { ENVIRONMENT: environment, POWERTOOLS_SERVICE_NAME: "metrics" };
  return {
    resource: {
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
        POWERTOOLS_SERVICE_NAME: "metrics",
        AWS_LAMBDA_FUNCTION_NAME: "dev-metrics",
      },
    },
  ]);
});
