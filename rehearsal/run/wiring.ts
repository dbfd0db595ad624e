import type { DeployedFunction } from "./deployed-function.ts";
import type { EmulatedAws } from "./emulated-aws.ts";
import { type InvokePermissions, readInvokePermissions } from "./invoke-permissions.ts";
import { found, membersIn, textIn } from "./query-answer.ts";

/** A rule that runs a function at its times. */
export interface Schedule {
  readonly rule: string;
  /** Such as `rate(5 minutes)`. */
  readonly expression: string;
  /** The event that the target has instead of the usual one, as JSON text; undefined: the usual one. */
  readonly input: string | undefined;
}

/** A method of a REST API that hands its requests to a function. */
export interface RestRoute {
  readonly api: string;
  readonly stage: string;
  /** As API Gateway writes it: `/{proxy+}`. */
  readonly resource: string;
  /** `ANY`, or one method. */
  readonly method: string;
}

/** What makes one function run, as far as it was wired completely: what lacks its permission is not here. */
export interface FunctionWiring {
  readonly schedules: readonly Schedule[];
  /** ARNs. */
  readonly topics: readonly string[];
  readonly restRoutes: readonly RestRoute[];
  /** How its URL answers; undefined where it has none that everybody may call. */
  readonly url: "BUFFERED" | "RESPONSE_STREAM" | undefined;
  /** ARNs of queues and streams that Lambda reads for it. */
  readonly eventSources: readonly string[];
  /** What was found and does not fire, in words. */
  readonly broken: readonly string[];
}

/** Reads from an account what makes a function run. */
export async function readWiring(aws: EmulatedAws, { name, arn }: DeployedFunction): Promise<FunctionWiring> {
  const permissions = await readInvokePermissions(aws, name);
  const broken: string[] = [];
  const admitted = (isAllowed: boolean, what: string): boolean => {
    if (!isAllowed) broken.push(`${what} may not invoke ${name}`);
    return isAllowed;
  };
  const [schedules, topics, routes, url, eventSources] = [
    await readSchedules(aws, arn),
    await readTopics(aws, arn),
    await readRestRoutes(aws, arn),
    await aws.read("lambda", `/2021-10-31/functions/${name}/url`),
    await readEventSources(aws, name),
  ];
  return {
    broken,
    schedules: schedules.filter(({ ruleArn, rule }) =>
      admitted(permissions.allowsService("events.amazonaws.com", ruleArn), `the schedule ${rule}`),
    ),
    topics: topics.filter((topic) =>
      admitted(permissions.allowsService("sns.amazonaws.com", topic), `the topic ${topic}`),
    ),
    restRoutes: routes.filter((route) =>
      admitted(mayCall(permissions, route, arn), `${route.method} ${route.resource} of the REST API ${route.api}`),
    ),
    url: url !== undefined && admitted(isOpen(permissions, url), "everybody by its URL") ? modeOf(url) : undefined,
    eventSources,
  };
}

type Content = Readonly<Record<string, unknown>>;

function isOpen(permissions: InvokePermissions, { AuthType }: Content): boolean {
  return AuthType === "NONE" && permissions.allowsEverybodyByUrl();
}

function modeOf({ InvokeMode }: Content): FunctionWiring["url"] {
  return InvokeMode === "RESPONSE_STREAM" ? "RESPONSE_STREAM" : "BUFFERED";
}

async function readSchedules(aws: EmulatedAws, arn: string): Promise<readonly (Schedule & { ruleArn: string })[]> {
  const events = (operation: string, input: Content) => aws.json("events", `AWSEvents.${operation}`, input);
  const { RuleNames } = await events("ListRuleNamesByTarget", { TargetArn: arn });
  const rules = await Promise.all(
    (RuleNames as readonly string[]).map(async (rule) => {
      const { Arn, State, ScheduleExpression } = await events("DescribeRule", { Name: rule });
      const { Targets } = await events("ListTargetsByRule", { Rule: rule });
      if (State !== "ENABLED" || ScheduleExpression === undefined) return [];
      return (Targets as readonly Content[])
        .filter((target) => target.Arn === arn)
        .map(({ Input }) => ({
          rule,
          ruleArn: String(Arn),
          expression: String(ScheduleExpression),
          input: Input === undefined || Input === null ? undefined : String(Input),
        }));
    }),
  );
  return rules.flat();
}

async function readTopics(aws: EmulatedAws, arn: string): Promise<readonly string[]> {
  const answer = await aws.query("sns", { Action: "ListSubscriptions", Version: "2010-03-31" });
  const result = found(answer, "ListSubscriptionsResult");
  return (result === undefined ? [] : membersIn(result, "Subscriptions"))
    .filter((each) => textIn(each, "Protocol") === "lambda" && textIn(each, "Endpoint") === arn)
    .map((each) => textIn(each, "TopicArn") ?? "");
}

async function readEventSources(aws: EmulatedAws, name: string): Promise<readonly string[]> {
  const answer = await aws.read("lambda", `/2015-03-31/event-source-mappings?FunctionName=${name}`);
  return ((answer?.EventSourceMappings ?? []) as readonly Content[]).map(({ EventSourceArn }) =>
    String(EventSourceArn),
  );
}

/** Methods whose integration is this function, on every stage that has been deployed. */
async function readRestRoutes(aws: EmulatedAws, arn: string): Promise<readonly RestRoute[]> {
  const apis = await aws.read("apigateway", "/restapis");
  const routes = await Promise.all(
    itemsOf(apis).map(async ({ id }) => {
      const stages = itemsOf(await aws.read("apigateway", `/restapis/${id}/stages`));
      const resources = itemsOf(await aws.read("apigateway", `/restapis/${id}/resources?embed=methods`));
      return stages.flatMap(({ stageName }) =>
        resources.flatMap(({ path, resourceMethods }) =>
          Object.entries((resourceMethods ?? {}) as Readonly<Record<string, Content>>)
            .filter(([, method]) => isProxyTo(arn, method))
            .map(([method]) => ({ api: String(id), stage: String(stageName), resource: String(path), method })),
        ),
      );
    }),
  );
  return routes.flat();
}

function isProxyTo(arn: string, { authorizationType, apiKeyRequired, methodIntegration }: Content): boolean {
  const { type, uri, httpMethod } = (methodIntegration ?? {}) as Content;
  const isOpenToAll = authorizationType === "NONE" && apiKeyRequired !== true;
  return (
    isOpenToAll &&
    type === "AWS_PROXY" &&
    httpMethod === "POST" &&
    String(uri).endsWith(`/functions/${arn}/invocations`)
  );
}

function itemsOf(answer: Content | undefined): readonly Content[] {
  return (answer?.item ?? []) as readonly Content[];
}

/** API Gateway names itself by stage, method and path; each method is asked for on its own. */
function mayCall(permissions: InvokePermissions, { api, stage, method, resource }: RestRoute, arn: string): boolean {
  const [, , , region, account] = arn.split(":");
  const verb = method === "ANY" ? "GET" : method;
  const source = `arn:aws:execute-api:${region}:${account}:${api}/${stage}/${verb}${resource}`;
  return permissions.allowsService("apigateway.amazonaws.com", source);
}
