// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { lambdaContract, noAlarm, schedule } from "../../../lambdas/shared/contract/index.ts";
import { xRayWriteActions } from "../../../modules/functions/permissions-from-contract.ts";

/** What stands in a policy, as JSON text. */
export function policy(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The account of the sound stack. */
export const account = "111122223333";

const thisAccount = { StringEquals: { "aws:SourceAccount": account } };

/** What the function of the sound stack promises. */
export const workerContract = lambdaContract({
  system: { name: "jobs", metricNamespace: "Jobs" },
  name: "worker",
  purpose: "Does jobs.",
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(5 minutes)")],
  reaches: {},
  settings: {},
  metrics: {
    JobsLost: { unit: "Count", alarm: noAlarm("only the rules matter") },
    JobsLate: { unit: "Count", dimensions: { Shift: ["day", "night"] }, alarm: noAlarm("only the rules matter") },
  },
  metricTransport: "embedded",
  failurePaths: { save_job: { operation: "save", loses: "a job", annotations: [] } },
  operations: { save: [] },
});

const functions = {
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

const messaging = {
  aws_sns_topic: {
    jobs: { name: "dev-jobs-jobs", kms_master_key_id: "${aws_kms_key.data.arn}", tracing_config: "Active" },
    alarms: { name: "dev-jobs-alarms", kms_master_key_id: "${aws_kms_key.data.arn}" },
  },
  aws_sns_topic_policy: {
    alarms: {
      arn: "${aws_sns_topic.alarms.arn}",
      policy: policy({
        Sid: "AllowAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "${aws_sns_topic.alarms.arn}",
        Condition: thisAccount,
      }),
    },
  },
  aws_sns_topic_subscription: {
    worker: {
      topic_arn: "${aws_sns_topic.jobs.arn}",
      protocol: "lambda",
      endpoint: "${aws_lambda_function.worker.arn}",
    },
  },
  aws_sqs_queue: { failed: { name: "dev-jobs-failed", sqs_managed_sse_enabled: true } },
  aws_api_gateway_account: { account: {} },
  aws_api_gateway_rest_api: { api: { name: "dev-jobs-api" } },
  aws_api_gateway_stage: {
    v1: {
      rest_api_id: "${aws_api_gateway_rest_api.api.id}",
      deployment_id: "first",
      stage_name: "v1",
      xray_tracing_enabled: true,
    },
  },
  aws_api_gateway_method_settings: {
    all: {
      rest_api_id: "${aws_api_gateway_rest_api.api.id}",
      stage_name: "${aws_api_gateway_stage.v1.stage_name}",
      method_path: "*/*",
      settings: { throttling_rate_limit: 100, throttling_burst_limit: 200 },
    },
  },
  aws_api_gateway_integration_response: {
    options: {
      rest_api_id: "${aws_api_gateway_rest_api.api.id}",
      resource_id: "root",
      http_method: "OPTIONS",
      status_code: "200",
      response_parameters: {
        "method.response.header.Access-Control-Allow-Credentials": "'true'",
        "method.response.header.Access-Control-Allow-Headers": "'content-type,x-amzn-trace-id'",
        "method.response.header.Access-Control-Allow-Origin": "'https://jobs.example.com'",
      },
    },
  },
};

const data = {
  aws_kms_key: {
    data: {
      enable_key_rotation: true,
      lifecycle: { prevent_destroy: true },
      policy: policy(
        {
          Sid: "LetAccountDecide",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "AllowAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: thisAccount,
        },
      ),
    },
  },
  aws_secretsmanager_secret: { key: { name: "dev/jobs/key", lifecycle: { prevent_destroy: true } } },
  aws_dynamodb_table: {
    jobs: {
      name: "dev-jobs-jobs",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
      billing_mode: "PAY_PER_REQUEST",
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    },
  },
  aws_s3_bucket: { code: { bucket: "dev-jobs-code-111122223333", lifecycle: { prevent_destroy: true } } },
  aws_s3_bucket_public_access_block: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  },
  aws_s3_bucket_policy: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      policy: policy({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["${aws_s3_bucket.code.arn}", "${aws_s3_bucket.code.arn}/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
  },
  aws_s3_bucket_lifecycle_configuration: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      rule: [
        {
          id: "move",
          status: "Enabled",
          filter: [{ prefix: "" }],
          transition: [{ days: 30, storage_class: "STANDARD_IA" }],
        },
      ],
    },
  },
  aws_s3_object: {
    worker: {
      bucket: "${aws_s3_bucket.code.bucket}",
      key: "worker/1.zip",
      source: "${path.module}/../../artifacts/worker-0123456789abcdef.zip",
    },
  },
  aws_budgets_budget: {
    month: {
      name: "dev-jobs-month",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "10",
      limit_unit: "USD",
      notification: [
        {
          comparison_operator: "GREATER_THAN",
          notification_type: "ACTUAL",
          threshold: 80,
          threshold_type: "PERCENTAGE",
          subscriber_email_addresses: ["on-call@example.com"],
        },
      ],
    },
  },
};

const told = { alarm_actions: ["${aws_sns_topic.alarms.arn}"], ok_actions: ["${aws_sns_topic.alarms.arn}"] };

const watching = {
  aws_cloudwatch_log_group: { worker: { name: "/aws/lambda/dev-jobs-worker", retention_in_days: 30 } },
  aws_cloudwatch_log_metric_filter: {
    refused: {
      name: "dev-jobs-refused",
      log_group_name: "${aws_cloudwatch_log_group.worker.name}",
      pattern: '{ $.level = "ERROR" && ($.message = "*refused*" || $.count > 3) }',
      metric_transformation: { namespace: "Jobs", name: "Refused", value: "1", default_value: "0" },
    },
  },
  aws_cloudwatch_metric_alarm: {
    lost: {
      alarm_name: "dev-jobs-lost",
      namespace: "Jobs",
      metric_name: "JobsLost",
      dimensions: { Environment: "dev" },
      statistic: "Sum",
      period: 300,
      evaluation_periods: 3,
      datapoints_to_alarm: 2,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "missing",
      ...told,
    },
    latency: {
      alarm_name: "dev-jobs-latency",
      namespace: "AWS/Lambda",
      metric_name: "Duration",
      dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
      extended_statistic: "p95",
      period: 300,
      evaluation_periods: 3,
      comparison_operator: "GreaterThanThreshold",
      threshold: 48_000,
      treat_missing_data: "missing",
      ...told,
    },
    share: {
      alarm_name: "dev-jobs-share",
      metric_query: [
        {
          id: "errors",
          metric: {
            namespace: "AWS/Lambda",
            metric_name: "Errors",
            dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
            stat: "Sum",
            period: 300,
          },
        },
        {
          id: "runs",
          metric: {
            namespace: "AWS/Lambda",
            metric_name: "Invocations",
            dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
            stat: "Sum",
            period: 300,
          },
        },
        { id: "share", expression: "IF(runs > 9, 100 * errors / runs, 0)", return_data: true },
      ],
      evaluation_periods: 2,
      comparison_operator: "GreaterThanThreshold",
      threshold: 5,
      treat_missing_data: "missing",
      ...told,
    },
  },
  aws_cloudwatch_composite_alarm: {
    any: {
      alarm_name: "dev-jobs-any",
      alarm_rule: 'ALARM("dev-jobs-lost") OR (ALARM("dev-jobs-latency") AND NOT OK("dev-jobs-share"))',
      ...told,
    },
  },
  aws_xray_group: {
    errors: {
      group_name: "dev-jobs-errors",
      filter_expression: '(fault = true OR error) AND service("dev-jobs-worker") AND !annotation.synthetic',
      insights_configuration: { insights_enabled: true },
    },
  },
  aws_xray_sampling_rule: {
    all: {
      rule_name: "dev-jobs-all",
      priority: 1000,
      reservoir_size: 1,
      fixed_rate: 1,
      host: "*",
      http_method: "*",
      resource_arn: "*",
      service_name: "dev-jobs-*",
      service_type: "*",
      url_path: "*",
      version: 1,
    },
  },
};

/** A stack in which every rule finds something to say, and nothing is wrong. */
export const soundStack = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.29" } } },
  provider: {
    aws: [
      {
        region: "us-east-1",
        allowed_account_ids: [account],
        default_tags: [{ tags: { Project: "jobs", Environment: "dev", ManagedBy: "Terraform" } }],
      },
    ],
  },
  resource: { ...functions, ...messaging, ...data, ...watching },
} as const;

/** Content of the one zip that the sound stack deploys. */
export function zipContent(fileName: string): readonly string[] | undefined {
  return fileName === "worker-0123456789abcdef.zip" ? ["handler.mjs"] : undefined;
}
