// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import type { Mistake, SoundVariant } from "./mistake.ts";

const worker = (change: Readonly<Record<string, unknown>>) => ({ aws_lambda_function: { worker: change } });
const variables = (change: Readonly<Record<string, unknown>>) => worker({ environment: { variables: change } });
const permission = (change: Readonly<Record<string, unknown>>) => ({ aws_lambda_permission: { topic: change } });

const longName = `dev-jobs-${"x".repeat(61)}`;

export const functionMistakes: readonly Mistake[] = [
  {
    what: "a function name of 70 characters",
    unnoticedByTerraform: true,
    rule: "name-length",
    change: {
      ...worker({ function_name: longName }),
      aws_cloudwatch_log_group: { worker: { name: `/aws/lambda/${longName}` } },
    },
    found: `"${longName}", 70 characters`,
  },
  {
    what: "a dash in the name of a variable",
    unnoticedByTerraform: true,
    rule: "environment-variable-name",
    change: variables({ "JOB-LIMIT": "3" }),
    found: 'the name "JOB-LIMIT"',
  },
  {
    what: "a variable that Lambda reserves, AWS_REGION",
    unnoticedByTerraform: true,
    rule: "environment-variable-reserved",
    change: variables({ AWS_REGION: "us-east-1" }),
    found: '"AWS_REGION"',
  },
  {
    what: "a log level with the format Text",
    unnoticedByTerraform: true,
    rule: "log-level-format",
    change: worker({ logging_config: { log_format: "Text" } }),
    found: "Text with a log level",
  },
  {
    what: "a zip without the file of the handler",
    unnoticedByTerraform: true,
    rule: "handler-in-zip",
    change: worker({ handler: "index.handler" }),
    found: '"index.handler", and in worker-0123456789abcdef.zip only handler.mjs',
  },
  {
    what: "a permission for a service that does not exist",
    unnoticedByTerraform: true,
    rule: "permission-principal",
    change: permission({ principal: "snss.amazonaws.com" }),
    found: '"snss.amazonaws.com"',
  },
  {
    what: "a permission for nobody",
    unnoticedByTerraform: true,
    rule: "permission-principal",
    change: permission({ principal: "" }),
    found: '""',
  },
  {
    what: "a permission for an action that does not exist",
    unnoticedByTerraform: true,
    rule: "permission-action",
    change: permission({ action: "lambda:InvokeFunktion" }),
    found: '"lambda:InvokeFunktion"',
  },
  {
    what: "a permission for everything that Lambda does",
    rule: "permission-action",
    change: permission({ action: "lambda:*" }),
    found: '"lambda:*"',
  },
  {
    what: "OPTIONS among the CORS methods of a function URL",
    unnoticedByTerraform: true,
    rule: "cors-method",
    change: { aws_lambda_function_url: { worker: { cors: { allow_methods: ["GET", "OPTIONS"] } } } },
    found: '"OPTIONS"',
  },
  {
    what: "a permission for a service without the ARN of what invokes the function",
    rule: "service-source",
    change: permission({ source_arn: undefined }),
    found: "sns.amazonaws.com for every account",
  },
  {
    what: "a permission for everybody, past the function's URL",
    rule: "public-access",
    change: permission({ principal: "*", source_arn: undefined }),
    found: "lambda:InvokeFunction for everybody",
  },
  {
    what: "a public function URL with the older of its two permissions alone",
    rule: "function-url-permission",
    change: { aws_lambda_permission: { invoke: undefined } },
    found: "no permission for lambda:InvokeFunction",
  },
  {
    what: "a public function URL without a permission",
    rule: "function-url-permission",
    change: { aws_lambda_permission: { invoke: undefined, url: undefined } },
    found: ["no permission for lambda:InvokeFunctionUrl", "no permission for lambda:InvokeFunction"],
  },
  {
    what: "a function without active tracing",
    rule: "active-tracing",
    change: worker({ tracing_config: { mode: "PassThrough" } }),
    found: "PassThrough",
  },
  {
    what: "a stage of a REST API without tracing",
    rule: "active-tracing",
    change: { aws_api_gateway_stage: { v1: { xray_tracing_enabled: false } } },
    found: "false",
  },
  {
    what: "a topic in front of a function that does not pass the trace on",
    rule: "active-tracing",
    change: { aws_sns_topic: { jobs: { tracing_config: undefined } } },
    found: "undefined",
  },
  {
    what: "AWS_LAMBDA_EXEC_WRAPPER",
    rule: "exec-wrapper",
    change: variables({ AWS_LAMBDA_EXEC_WRAPPER: "/opt/otel-handler" }),
    found: '"/opt/otel-handler"',
  },
  {
    what: "OTEL_PROPAGATORS, which only another SDK reads",
    rule: "tracing-variable",
    change: variables({ OTEL_PROPAGATORS: "xray" }),
    found: "a value",
  },
  {
    what: "two names of one function in traces",
    rule: "service-name",
    change: variables({ OTEL_SERVICE_NAME: "the-worker" }),
    found: 'POWERTOOLS_SERVICE_NAME "worker", OTEL_SERVICE_NAME "the-worker"',
  },
  {
    what: "a collector layer of the other architecture",
    rule: "layer-fit",
    change: worker({ architectures: ["x86_64"] }),
    found: 'architecture arm64 in "arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1"',
  },
  {
    what: "a layer of another region",
    rule: "layer-fit",
    change: worker({ layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:tools:3"] }),
    found: '"arn:aws:lambda:eu-west-1:111122223333:layer:tools:3"',
  },
  {
    what: "a layer without a version",
    rule: "layer-fit",
    change: worker({ layers: ["arn:aws:lambda:us-east-1:111122223333:layer:tools"] }),
    found: '"arn:aws:lambda:us-east-1:111122223333:layer:tools"',
  },
  {
    what: "a streaming function in a VPC",
    rule: "streaming-network",
    change: worker({ vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } }),
    found: "1 subnets",
  },
  {
    what: "a function without reserved concurrency",
    rule: "reserved-concurrency",
    change: worker({ reserved_concurrent_executions: undefined }),
    found: "nothing",
  },
  {
    what: "a function whose concurrency is 0, so that it never runs",
    rule: "reserved-concurrency",
    change: worker({ reserved_concurrent_executions: 0 }),
    found: "0",
  },
  {
    what: "a function behind a topic without a dead-letter queue",
    rule: "dead-letters",
    change: worker({ dead_letter_config: undefined }),
    found: "aws_lambda_function.worker without a dead-letter queue",
  },
  {
    what: "a schedule whose undelivered events go nowhere",
    rule: "dead-letters",
    change: { aws_cloudwatch_event_target: { worker: { dead_letter_config: undefined } } },
    found: "nothing",
  },
  {
    what: "a runtime that Lambda has retired, nodejs20.x",
    rule: "runtime-supported",
    change: worker({ runtime: "nodejs20.x" }),
    found: "nodejs20.x",
  },
  {
    what: "a function that writes to a log group of another name",
    rule: "function-log-group",
    change: worker({ logging_config: { log_group: "/aws/lambda/worker" } }),
    found: '"/aws/lambda/worker"',
  },
  {
    what: "a function whose log group Lambda would have to make",
    rule: "function-log-group",
    change: worker({ function_name: "dev-jobs-other", logging_config: { log_group: undefined } }),
    found: 'no log group "/aws/lambda/dev-jobs-other"',
  },
  {
    what: "`rate(5 minute)`",
    unnoticedByTerraform: true,
    rule: "schedule-expression",
    change: { aws_cloudwatch_event_rule: { worker: { schedule_expression: "rate(5 minute)" } } },
    found: '"rate(5 minute)"',
  },
  {
    what: "a cron expression with both days as a star",
    rule: "schedule-expression",
    change: { aws_cloudwatch_event_rule: { worker: { schedule_expression: "cron(0 2 * * * *)" } } },
    found: '"cron(0 2 * * * *)"',
  },
  {
    what: "a backup by rate, which AWS Backup does not know",
    rule: "schedule-expression",
    change: {
      aws_backup_plan: {
        nightly: {
          name: "dev-jobs-nightly",
          rule: [{ rule_name: "nightly", target_vault_name: "vault", schedule: "rate(1 day)" }],
        },
      },
    },
    found: '"rate(1 day)"',
  },
  {
    what: "a schedule that begins before its permission",
    rule: "schedule-order",
    change: { aws_cloudwatch_event_target: { worker: { depends_on: undefined } } },
    found: "nothing",
  },
  {
    what: "a schedule without a permission",
    rule: "schedule-order",
    change: {
      aws_lambda_permission: { schedule: undefined },
      aws_cloudwatch_event_target: { worker: { depends_on: undefined } },
    },
    found: "no permission for events.amazonaws.com",
  },
  {
    what: "an origin of * with credentials, at a function URL",
    rule: "cors-origin",
    change: { aws_lambda_function_url: { worker: { cors: { allow_origins: ["*"] } } } },
    found: '"*" with credentials',
  },
  {
    what: "an origin of * with credentials, in the REST API's answer to OPTIONS",
    rule: "cors-origin",
    change: {
      aws_api_gateway_integration_response: {
        options: { response_parameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" } },
      },
    },
    found: '"*" with credentials',
  },
  {
    what: "a function URL that does not let browsers read the trace id",
    rule: "trace-header",
    change: { aws_lambda_function_url: { worker: { cors: { expose_headers: ["x-request-id"] } } } },
    found: "x-request-id",
  },
  {
    what: "a REST API that does not let browsers send the trace id",
    rule: "trace-header",
    change: {
      aws_api_gateway_integration_response: {
        options: { response_parameters: { "method.response.header.Access-Control-Allow-Headers": "'content-type'" } },
      },
    },
    found: "content-type",
  },
  {
    what: "a REST API without a limit",
    rule: "api-throttle",
    change: { aws_api_gateway_method_settings: { all: { settings: { throttling_rate_limit: undefined } } } },
    found: "no limit",
  },
];

export const soundFunctions: readonly SoundVariant[] = [
  {
    what: "a function name of 64 characters",
    rule: "name-length",
    change: { aws_iam_role: { worker: { name: `dev-jobs-${"x".repeat(55)}` } } },
  },
  {
    what: "a handler in a folder of the zip that was packaged elsewhere",
    rule: "handler-in-zip",
    change: { aws_s3_object: { worker: { source: "elsewhere.zip" } } },
  },
  {
    what: "a permission for logs of a region",
    rule: "permission-principal",
    change: permission({ principal: "logs.us-east-1.amazonaws.com" }),
  },
  {
    what: "a permission for another account's role",
    rule: "permission-principal",
    change: permission({ principal: "arn:aws:iam::444455556666:role/caller" }),
  },
  {
    what: "a function without a log level",
    rule: "log-level-format",
    change: worker({ logging_config: { log_format: "Text", application_log_level: undefined } }),
  },
  {
    what: "a function URL for callers with an identity, without permissions for everybody",
    rule: "function-url-permission",
    change: {
      aws_lambda_function_url: { worker: { authorization_type: "AWS_IAM" } },
      aws_lambda_permission: { invoke: undefined, url: undefined },
    },
  },
  {
    what: "a function in a VPC that does not stream",
    rule: "streaming-network",
    change: {
      ...worker({ vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } }),
      aws_lambda_function_url: { worker: { invoke_mode: "BUFFERED" } },
    },
  },
  {
    what: "a destination for failures instead of a dead-letter queue",
    rule: "dead-letters",
    change: {
      ...worker({ dead_letter_config: undefined }),
      aws_lambda_function_event_invoke_config: {
        worker: {
          function_name: "${aws_lambda_function.worker.function_name}",
          destination_config: { on_failure: { destination: "${aws_sqs_queue.failed.arn}" } },
        },
      },
    },
  },
  {
    what: "one minute in the singular",
    rule: "schedule-expression",
    change: { aws_cloudwatch_event_rule: { worker: { schedule_expression: "rate(1 minute)" } } },
  },
  {
    what: "a backup by cron",
    rule: "schedule-expression",
    change: {
      aws_backup_plan: {
        nightly: {
          name: "dev-jobs-nightly",
          rule: [{ rule_name: "nightly", target_vault_name: "vault", schedule: "cron(0 2 * * ? *)" }],
        },
      },
    },
  },
  {
    what: "any origin without credentials",
    rule: "cors-origin",
    change: { aws_lambda_function_url: { worker: { cors: { allow_credentials: false, allow_origins: ["*"] } } } },
  },
];
