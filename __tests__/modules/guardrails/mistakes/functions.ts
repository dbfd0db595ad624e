// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import type { Mistake, SoundVariant } from "./mistake.ts";

const worker = (change: Readonly<Record<string, unknown>>) => ({ aws_lambda_function: { worker: change } });
const variables = (change: Readonly<Record<string, unknown>>) => worker({ environment: { variables: change } });

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
    what: "ADOT_LAMBDA_FLUSH_TIMEOUT, which nothing reads",
    rule: "tracing-variable",
    change: variables({ ADOT_LAMBDA_FLUSH_TIMEOUT: "2000" }),
    found: "a value",
  },
  {
    what: "AWS_XRAY_MANUAL_MODE, which takes contexts away from the runtime",
    rule: "tracing-variable",
    change: variables({ AWS_XRAY_MANUAL_MODE: "true" }),
    found: "a value",
  },
  {
    what: "OTEL_TRACES_SAMPLER, which may decide otherwise than the caller",
    rule: "tracing-variable",
    change: variables({ OTEL_TRACES_SAMPLER: "always_on" }),
    found: "a value",
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
    change: {
      ...worker({ vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } }),
      aws_lambda_function_url: {
        other: { function_name: "${aws_lambda_function.worker.function_name}", authorization_type: "AWS_IAM" },
      },
    },
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
];

export const soundFunctions: readonly SoundVariant[] = [
  {
    what: "a function name of 64 characters",
    rule: "name-length",
    change: { aws_iam_role: { worker: { name: `dev-jobs-${"x".repeat(55)}` } } },
  },
  {
    what: "a name that is known only after a deployment",
    rule: "name-length",
    change: { aws_xray_group: { errors: { group_name: "${aws_kms_key.data.key_id}-with-more-than-32-characters" } } },
  },
  {
    what: "a runtime that Lambda supports",
    rule: "runtime-supported",
    change: worker({ runtime: "nodejs22.x" }),
  },
  {
    what: "a handler in a folder of the zip that was packaged elsewhere",
    rule: "handler-in-zip",
    change: { aws_s3_object: { worker: { source: "elsewhere.zip" } } },
  },
  {
    what: "a function without a log level",
    rule: "log-level-format",
    change: worker({ logging_config: { log_format: "Text", application_log_level: undefined } }),
  },
  {
    what: "a function in a VPC that does not stream",
    rule: "streaming-network",
    change: {
      ...worker({ vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } }),
      aws_lambda_function_url: { worker: { invoke_mode: "BUFFERED" } },
    },
  },
];
