// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { xRayWriteActions } from "../../../../modules/functions/permissions-from-contract.ts";
import { policy } from "../policy.ts";

/** A function with everything that invokes it. */
export const functions = {
  aws_iam_role: {
    worker: {
      "//": { metadata: { path: "jobs/worker/role", uniqueId: "worker" } },
      name: "dev-jobs-worker-role",
      assume_role_policy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "lambda.amazonaws.com" },
      }),
    },
  },
  aws_iam_policy: {
    worker: {
      name: "dev-jobs-worker",
      policy: policy(
        { Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: ["${aws_dynamodb_table.jobs.arn}"] },
        { Effect: "Allow", Action: xRayWriteActions, Resource: ["*"] },
        {
          Effect: "Allow",
          Action: ["cloudwatch:PutMetricData"],
          Resource: ["*"],
          Condition: { StringEquals: { "cloudwatch:namespace": "Jobs" } },
        },
      ),
    },
  },
  aws_iam_role_policy_attachment: {
    worker: { role: "${aws_iam_role.worker.name}", policy_arn: "${aws_iam_policy.worker.arn}" },
  },
  aws_lambda_function: {
    worker: {
      "//": { metadata: { path: "jobs/worker/function", uniqueId: "worker" } },
      function_name: "dev-jobs-worker",
      role: "${aws_iam_role.worker.arn}",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "handler.handler",
      s3_bucket: "${aws_s3_bucket.code.bucket}",
      s3_key: "${aws_s3_object.worker.key}",
      timeout: 60,
      reserved_concurrent_executions: 1,
      layers: ["arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1"],
      environment: {
        variables: {
          ENVIRONMENT: "dev",
          POWERTOOLS_SERVICE_NAME: "worker",
          OTEL_SERVICE_NAME: "worker",
          KEY_SECRET_ARN: "${aws_secretsmanager_secret.key.arn}",
        },
      },
      tracing_config: { mode: "Active" },
      dead_letter_config: { target_arn: "${aws_sqs_queue.failed.arn}" },
      logging_config: {
        log_format: "JSON",
        application_log_level: "INFO",
        log_group: "${aws_cloudwatch_log_group.worker.name}",
      },
    },
  },
  aws_lambda_function_url: {
    worker: {
      function_name: "${aws_lambda_function.worker.function_name}",
      authorization_type: "NONE",
      invoke_mode: "RESPONSE_STREAM",
      cors: {
        allow_credentials: true,
        allow_origins: ["https://jobs.example.com"],
        allow_methods: ["GET"],
        allow_headers: ["x-amzn-trace-id"],
        expose_headers: ["x-amzn-trace-id"],
      },
    },
  },
  aws_lambda_permission: {
    topic: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.worker.function_name}",
      principal: "sns.amazonaws.com",
      source_arn: "${aws_sns_topic.jobs.arn}",
    },
    schedule: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.worker.function_name}",
      principal: "events.amazonaws.com",
      source_arn: "${aws_cloudwatch_event_rule.worker.arn}",
    },
    url: {
      action: "lambda:InvokeFunctionUrl",
      function_name: "${aws_lambda_function.worker.function_name}",
      principal: "*",
      function_url_auth_type: "NONE",
    },
    invoke: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.worker.function_name}",
      principal: "*",
      invoked_via_function_url: true,
    },
  },
  aws_cloudwatch_event_rule: { worker: { name: "dev-jobs-worker", schedule_expression: "rate(5 minutes)" } },
  aws_cloudwatch_event_target: {
    worker: {
      rule: "${aws_cloudwatch_event_rule.worker.name}",
      arn: "${aws_lambda_function.worker.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.failed.arn}" },
      depends_on: ["aws_lambda_permission.schedule"],
    },
  },
};
