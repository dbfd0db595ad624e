// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { functionUrl, noAlarm, restApi, schedule } from "../../../lambdas/shared/contract/index.ts";
import { type Bill, monthlyBill } from "../../../modules/cost/bill.ts";
import type { ExpectedTraffic } from "../../../modules/cost/expected-traffic.ts";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { contractWith } from "../functions-checks/contract.ts";

type Resources = NonNullable<StackJson["resource"]>;

const alarm = noAlarm("only the price matters");

/** Runs every five minutes, and writes four metrics in log lines. */
export const worker = contractWith({
  name: "worker",
  triggers: [schedule("rate(5 minutes)")],
  metrics: {
    JobsLost: { unit: "Count", alarm },
    JobsLate: { unit: "Count", dimensions: { Shift: ["day", "night"] }, alarm },
  },
  failurePaths: { save_job: { operation: "save", loses: "a job", annotations: [] } },
});

/** Answers requests, and sends two metrics in two namespaces. */
export const shop = contractWith({
  name: "shop",
  triggers: [
    restApi(),
    functionUrl({ invokeMode: "BUFFERED", allowMethods: ["GET"], allowHeaders: [], exposeHeaders: [] }),
  ],
  metricTransport: "api",
  metrics: { Orders: { branch: "Sales", unit: "Count", alarm }, Carts: { branch: "Visits", unit: "Count", alarm } },
});

const deployed = (name: string) => ({
  function_name: `dev-jobs-${name}`,
  environment: { variables: { POWERTOOLS_SERVICE_NAME: name } },
  logging_config: { log_format: "JSON", log_group: `\${aws_cloudwatch_log_group.${name}.name}` },
});

const metric = { namespace: "AWS/Lambda", metric_name: "Errors", stat: "Sum", period: 300 };

/** A small system, with one of everything that has a price. */
export const resources: Resources = {
  aws_lambda_function: { worker: deployed("worker"), shop: deployed("shop") },
  aws_cloudwatch_log_group: {
    worker: { name: "/aws/lambda/dev-jobs-worker", retention_in_days: 30 },
    shop: { name: "/aws/lambda/dev-jobs-shop", retention_in_days: 10 },
    access: { name: "/aws/apigateway/dev-jobs-shop", retention_in_days: 5 },
  },
  aws_cloudwatch_metric_alarm: {
    plain: { alarm_name: "plain", metric_name: "Errors", namespace: "AWS/Lambda", period: 60 },
    frequent: { alarm_name: "frequent", metric_name: "Errors", namespace: "AWS/Lambda", period: 10 },
    share: {
      alarm_name: "share",
      metric_query: [
        { id: "errors", metric },
        { id: "runs", metric },
        { id: "result", expression: "100 * errors / runs", return_data: true },
      ],
    },
    unusual: {
      alarm_name: "unusual",
      metric_query: [
        { id: "watched", metric },
        { id: "band", expression: "ANOMALY_DETECTION_BAND(watched, 2)", return_data: true },
      ],
    },
  },
  aws_cloudwatch_composite_alarm: { any: { alarm_name: "any", alarm_rule: "ALARM(plain)" } },
  aws_cloudwatch_dashboard: { board: { dashboard_name: "board", dashboard_body: "{}" } },
  aws_cloudwatch_log_metric_filter: {
    refused: { metric_transformation: [{ namespace: "Jobs", name: "Refused", value: "1" }] },
    refusedToo: { metric_transformation: { namespace: "Jobs", name: "Refused", value: "2" } },
    late: { metric_transformation: { namespace: "Jobs", name: "Late", value: "1" } },
  },
  aws_api_gateway_rest_api: { shop: { name: "dev-jobs-shop-api" } },
  aws_api_gateway_stage: {
    shop: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      stage_name: "v1",
      access_log_settings: {
        destination_arn: "${aws_cloudwatch_log_group.access.arn}",
        format: '{"id":"$context.requestId"}',
      },
    },
  },
  aws_xray_sampling_rule: {
    api: {
      service_name: "dev-jobs-shop-api/v1",
      service_type: "AWS::ApiGateway::Stage",
      priority: 100,
      reservoir_size: 2,
      fixed_rate: 0.1,
    },
    rest: { service_name: "dev-jobs-*", service_type: "*", priority: 9_000, reservoir_size: 1, fixed_rate: 0.02 },
    others: { service_name: "prod-jobs-*", service_type: "*", priority: 1, reservoir_size: 50, fixed_rate: 1 },
  },
  aws_xray_group: { errors: { group_name: "errors", insights_configuration: { insights_enabled: true } } },
  aws_rum_app_monitor: { shop: { name: "dev-jobs-shop", app_monitor_configuration: { session_sample_rate: 0.1 } } },
};

/** Ten requests per second. */
export const traffic: ExpectedTraffic = {
  invocationsPerDay: { shop: 864_000 },
  logBytesPerInvocation: { worker: 1_000, shop: 500 },
  browserSessionsPerDay: 1_200,
  eventsPerBrowserSession: 50,
};

/** The bill of the small system, with some of it changed. */
export function billOf(changes: Partial<Resources> = {}, expected: ExpectedTraffic = traffic): Bill {
  const json: StackJson = { resource: { ...resources, ...changes } as Resources };
  const [stack] = checkedStacks(
    [{ name: "jobs", json, production: false, contracts: [worker, shop] }],
    () => undefined,
  );
  if (stack === undefined) throw new Error("There is no stack");
  return monthlyBill(stack, expected);
}

/** Quantities of a bill, by item. */
export function quantitiesOf({ items }: Bill): Readonly<Record<string, number>> {
  return Object.fromEntries(items.map(({ id, quantity }) => [id, quantity]));
}
