import { describe, expect, it } from "vitest";
import { type Attempt, possibleAttempts, probeProblems, probeRole } from "../../../rehearsal/run/probe.ts";
import { readXml } from "../../../rehearsal/run/query-answer.ts";
import { fakeAccount } from "./fake-account.ts";

const role = "arn:aws:iam::111122223333:role/worker";
const table = "arn:aws:dynamodb:us-east-1:111122223333:table/rows";
const grant = { role, statement: "Rows", action: "dynamodb:GetItem", resource: table };
const onRows = (operation: string): Attempt => ({
  service: "dynamodb",
  protocol: "json",
  target: "DynamoDB_20120810.",
  operation,
  parameters: { TableName: "rows" },
});
const measure: Attempt = {
  service: "monitoring",
  protocol: "query",
  target: "",
  operation: "PutMetricData",
  parameters: { Namespace: "Probe" },
};

/** An account that answers each call with an error, or carries it out. */
function account(answer: (operation: string) => string | undefined) {
  const called: string[] = [];
  const call = (operation: string) => {
    called.push(operation);
    const error = answer(operation);
    if (error !== undefined) throw new Error(error);
  };
  const aws = {
    ...fakeAccount(),
    async json(_: string, target: string) {
      call(target.split(".").at(-1) ?? "");
      return {};
    },
    async query(_: string, { Action = "" }: Readonly<Record<string, string>>) {
      call(Action);
      return readXml("");
    },
  };
  return { aws, called };
}

it("a role tries what it was not granted, and nothing else", async () => {
  const { aws, called } = account(() => "400 AccessDeniedException");

  const probe = await probeRole(role, aws, [onRows("GetItem"), onRows("PutItem"), measure], [grant]);

  expect(called).toEqual(["PutItem", "PutMetricData"]);
  expect(probe).toEqual({ role, tried: 2, carriedOut: [] });
});

describe("what is not denied is told", () => {
  it.each([
    ["a call that is carried out", undefined, "PutItem of dynamodb was carried out"],
    ["a call that fails for another reason", "404 ResourceNotFoundException", "PutItem of dynamodb was answered: "],
  ])("%s", async (_, error, said) => {
    const { aws } = account(() => error);

    const probe = await probeRole(role, aws, [onRows("PutItem")], [grant]);
    const [problem] = probeProblems("dev", [{ ...probe, tried: 40 }]);

    expect(problem?.found).toContain(said);
  });
});

it("forty things must have been tried", () => {
  const tooFew = probeProblems("dev", [{ role, tried: 39, carriedOut: [] }]);

  expect(tooFew.map(({ found }) => found)).toEqual([`39 things to try that ${role} was not granted`]);
  expect(probeProblems("dev", [{ role, tried: 40, carriedOut: [] }])).toEqual([]);
});

it("everything that the account has can be tried", async () => {
  const lists: Readonly<Record<string, object>> = {
    "DynamoDB_20120810.ListTables": { TableNames: ["rows", "users"] },
    "secretsmanager.ListSecrets": { SecretList: [{ ARN: "arn:aws:secretsmanager:us-east-1:111122223333:secret:a" }] },
    "AmazonSQS.ListQueues": { QueueUrls: ["http://127.0.0.1:1/111122223333/dead"] },
    "Logs_20140328.DescribeLogGroups": { logGroups: [{ logGroupName: "/aws/lambda/worker" }] },
  };
  const topics = "<Topics><member><TopicArn>arn:aws:sns:us-east-1:111122223333:news</TopicArn></member></Topics>";
  const aws = {
    ...fakeAccount(),
    json: async (_: string, target: string) => ({ ...lists[target] }),
    query: async () => readXml(`<ListTopicsResult>${topics}</ListTopicsResult>`),
  };

  const attempts = await possibleAttempts(aws);

  const count = (service: string) => attempts.filter((attempt) => attempt.service === service).length;
  const services = ["dynamodb", "secretsmanager", "sqs", "logs", "sns", "monitoring"];
  expect(services.map(count)).toEqual([14, 3, 4, 1, 1, 1]);
});
