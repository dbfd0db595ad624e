// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { policy, thisAccount } from "../policy.ts";

/** Topics, a queue and a REST API. */
export const messaging = {
  aws_sns_topic: {
    jobs: { name: "dev-jobs-jobs", kms_master_key_id: "${aws_kms_key.data.arn}", tracing_config: "Active" },
    alarms: { name: "dev-jobs-alarms", kms_master_key_id: "${aws_kms_key.data.arn}" },
  },
  aws_sns_topic_policy: {
    jobs: {
      arn: "${aws_sns_topic.jobs.arn}",
      policy: policy({
        Effect: "Allow",
        Principal: { AWS: "${aws_iam_role.worker.arn}" },
        Action: "sns:Publish",
        Resource: "${aws_sns_topic.jobs.arn}",
      }),
    },
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
    people: { topic_arn: "${aws_sns_topic.alarms.arn}", protocol: "email", endpoint: "on-call@example.com" },
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
