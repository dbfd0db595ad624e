// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import type { Mistake, SoundVariant } from "./mistake.ts";

const worker = (change: Readonly<Record<string, unknown>>) => ({ aws_lambda_function: { worker: change } });
const permission = (change: Readonly<Record<string, unknown>>) => ({ aws_lambda_permission: { topic: change } });

export const entranceMistakes: readonly Mistake[] = [
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

export const soundEntrances: readonly SoundVariant[] = [
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
    what: "a function URL for callers with an identity, without permissions for everybody",
    rule: "function-url-permission",
    change: {
      aws_lambda_function_url: { worker: { authorization_type: "AWS_IAM" } },
      aws_lambda_permission: { invoke: undefined, url: undefined },
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
