import type { EmulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import { readXml } from "../../../rehearsal/run/query-answer.ts";

type Content = Readonly<Record<string, unknown>>;

export const worker = {
  name: "dev-worker",
  arn: "arn:aws:lambda:us-east-1:111122223333:function:dev-worker",
} as const;
export const rule = { Name: "hourly", Arn: "arn:aws:events:us-east-1:111122223333:rule/hourly" } as const;
export const topic = "arn:aws:sns:us-east-1:111122223333:news";

/** What the account of these tests holds of a function; each part may be replaced. */
export interface FakeAccount {
  readonly statements: readonly Content[];
  readonly rule: Content;
  readonly target: Content;
  readonly url: Content | undefined;
  readonly method: Content;
  readonly zip: Buffer;
  readonly configuration: Content;
}

function permission(service: string, sourceArn: string): Content {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: "lambda:InvokeFunction",
    Condition: { ArnLike: { "AWS:SourceArn": sourceArn } },
  };
}

export const wholeAccount: FakeAccount = {
  statements: [
    permission("events.amazonaws.com", rule.Arn),
    permission("sns.amazonaws.com", topic),
    permission("apigateway.amazonaws.com", "arn:aws:execute-api:us-east-1:111122223333:api1/*/*"),
    { Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunctionUrl", FunctionUrlAuthType: "NONE" },
    { Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction" },
  ],
  rule: { ...rule, State: "ENABLED", ScheduleExpression: "rate(1 hour)" },
  target: { Arn: worker.arn },
  url: { AuthType: "NONE", InvokeMode: "RESPONSE_STREAM" },
  method: {
    authorizationType: "NONE",
    apiKeyRequired: false,
    methodIntegration: {
      type: "AWS_PROXY",
      httpMethod: "POST",
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${worker.arn}/invocations`,
    },
  },
  zip: Buffer.from("code"),
  configuration: {
    FunctionArn: worker.arn,
    Role: "arn:aws:iam::111122223333:role/worker",
    Handler: "handler.handler",
    Runtime: "nodejs24.x",
    Timeout: 30,
    MemorySize: 256,
    CodeSha256: "VpTQii5T/8rgwxA+Wtb2B2q9lg6x+KVldwQLwQKPcCs=",
    Environment: { Variables: { TABLE: "dev-rows" } },
  },
};

/** An account in which some things are different. */
export function fakeAccount(different: Partial<FakeAccount> = {}): EmulatedAws {
  const account = { ...wholeAccount, ...different };
  const byPath: Readonly<Record<string, Content | undefined>> = {
    [`/2015-03-31/functions/${worker.name}`]: {
      Configuration: account.configuration,
      Code: { Location: "http://127.0.0.1:1/bucket/key.zip" },
      Concurrency: { ReservedConcurrentExecutions: 2 },
    },
    [`/2015-03-31/functions/${worker.name}/policy`]: { Policy: JSON.stringify({ Statement: account.statements }) },
    [`/2021-10-31/functions/${worker.name}/url`]: account.url,
    [`/2015-03-31/event-source-mappings?FunctionName=${worker.name}`]: { EventSourceMappings: [] },
    "/restapis": { item: [{ id: "api1" }] },
    "/restapis/api1/stages": { item: [{ stageName: "v1" }] },
    "/restapis/api1/resources?embed=methods": {
      item: [{ path: "/" }, { path: "/{proxy+}", resourceMethods: { ANY: account.method } }],
    },
  };
  const byTarget: Readonly<Record<string, Content>> = {
    "AWSEvents.ListRuleNamesByTarget": { RuleNames: [rule.Name] },
    "AWSEvents.DescribeRule": account.rule,
    "AWSEvents.ListTargetsByRule": { Targets: [account.target] },
  };
  const subscription = `<member><TopicArn>${topic}</TopicArn><Protocol>lambda</Protocol><Endpoint>${worker.arn}</Endpoint></member>`;
  const byAction: Readonly<Record<string, string>> = {
    ListSubscriptions: `<ListSubscriptionsResult><Subscriptions>${subscription}</Subscriptions></ListSubscriptionsResult>`,
    AssumeRole: "<AccessKeyId>key</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>t</SessionToken>",
  };
  return {
    json: async (_, target) => byTarget[target] ?? {},
    query: async (_, { Action = "" }) => readXml(byAction[Action] ?? ""),
    read: async (_, path) => byPath[path],
    download: async () => account.zip,
  };
}
