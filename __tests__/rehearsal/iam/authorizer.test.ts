import { describe, expect, it } from "vitest";
import { authorizer } from "../../../rehearsal/iam/authorizer.ts";
import { denials } from "../../../rehearsal/iam/decision-record.ts";
import type { DeployedPolicies } from "../../../rehearsal/iam/deployed-policies.ts";
import { type PolicyOwner, readPolicy } from "../../../rehearsal/iam/policy.ts";
import { refusalAnswer } from "../../../rehearsal/iam/refusal-answer.ts";
import { signedCallOf } from "../../../rehearsal/iam/signed-call.ts";
import { jsonCall, queryCall, restCall } from "../supplement/call-of.ts";

const role = "arn:aws:iam::111122223333:role/worker";
const topic = "arn:aws:sns:us-east-1:111122223333:news";
const key = "arn:aws:kms:us-east-1:111122223333:key/one";
const publish = queryCall({ service: "sns" }, { Action: "Publish", TopicArn: topic });

function read(name: string, owner: PolicyOwner, ...statements: readonly object[]) {
  return readPolicy(name, owner, JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

const mayPublish = { Sid: "News", Effect: "Allow", Action: "sns:Publish", Resource: topic };
const through = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } });
const mayEncrypt = (service: string) => ({
  Sid: "Encrypt",
  Effect: "Allow",
  Action: ["kms:GenerateDataKey", "kms:Decrypt"],
  Resource: key,
  Condition: through(service),
});

/** An encrypted topic, whose key leaves the decision to the account. */
function deployed(...statements: readonly object[]): DeployedPolicies {
  const AWS = "arn:aws:iam::111122223333:root";
  const account = { Effect: "Allow", Principal: { AWS }, Action: "kms:*", Resource: "*" };
  return {
    ofRole: async () => [read("worker", "identity", ...statements)],
    ofResource: async (arn) => (arn === key ? read(key, "resource", account) : undefined),
    keyOf: async (arn) => (arn === topic ? key : undefined),
  };
}

describe("calls of a role", () => {
  it("pass with all their permissions, and every decision is recorded with its statement", async () => {
    const { refusal, records } = authorizer(deployed(mayPublish, mayEncrypt("sns")));

    const refused = await refusal(role, signedCallOf(publish));

    expect(refused).toBeUndefined();
    expect(records).toEqual([
      { role, action: "sns:Publish", resource: topic, allowed: true, why: "statement News of worker" },
      { role, action: "kms:Decrypt", resource: key, allowed: true, why: "statement Encrypt of worker" },
      { role, action: "kms:GenerateDataKey", resource: key, allowed: true, why: "statement Encrypt of worker" },
    ]);
    expect(denials(records)).toEqual([]);
  });

  it.each([
    ["without any", [], "sns:Publish"],
    ["without the key of what is encrypted", [mayPublish], "kms:Decrypt"],
    ["with the key, but for another service", [mayPublish, mayEncrypt("secretsmanager")], "kms:Decrypt"],
  ])("are refused %s", async (_, statements, action) => {
    const { refusal, records } = authorizer(deployed(...statements));

    const refused = await refusal(role, signedCallOf(publish));

    expect(refused).toMatchObject({ role, action, allowed: false, why: "implicit deny" });
    expect(denials(records)).toContainEqual(refused);
  });

  it("are refused where the operation, a policy or a key is not understood", async () => {
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const calls = [
      [deployed(all), jsonCall({ service: "dynamodb" }, "ExecuteStatement", {}), "the operation ExecuteStatement"],
      [deployed({ ...all, Condition: { Null: { a: "true" } } }), publish, "the condition operator Null in worker"],
      [
        { ...deployed(all), keyOf: async () => key },
        jsonCall({ service: "dynamodb" }, "GetItem", { TableName: "a" }),
        "dynamodb:GetItem on arn:aws:dynamodb:us-east-1:111122223333:table/a, which is under",
      ],
    ] as const;

    const refused = await Promise.all(
      calls.map(([policies, call]) =>
        authorizer({ ...policies, ofRole: async (arn) => policies.ofRole(arn) }).refusal(role, signedCallOf(call)),
      ),
    );

    for (const [index, [, , what]] of calls.entries())
      expect(refused[index]).toMatchObject({ allowed: false, why: expect.stringContaining(`not understood: ${what}`) });
  });
});

it("an error that has nothing to do with permissions decides nothing", async () => {
  const ofRole = () => Promise.reject(new Error("lost"));
  const { refusal, records } = authorizer({ ...deployed(), ofRole });

  const refused = refusal(role, signedCallOf(publish));

  await expect(refused).rejects.toThrow("lost");
  expect(records).toEqual([]);
});

describe("refusals are worded as AWS words them", () => {
  const denied = { role, resource: "*", allowed: false, why: "implicit deny" };
  it.each([
    [jsonCall({ service: "dynamodb" }, "GetItem", {}), "dynamodb:GetItem", 400, '"__type":"AccessDeniedException"'],
    [publish, "sns:Publish", 403, "<Code>AuthorizationError</Code>"],
    [publish, "kms:Decrypt", 400, "<Code>KMSAccessDenied</Code>"],
    [restCall({ service: "s3" }, "GET", "/a/b"), "s3:GetObject", 403, "<Error><Code>AccessDenied</Code>"],
    [
      queryCall({ service: "monitoring" }, { Action: "PutMetricData" }),
      "cloudwatch:PutMetricData",
      403,
      "AccessDenied",
    ],
  ])("%#", (call, action, status, text) => {
    const answer = refusalAnswer(call, { ...denied, action });

    const body = answer.body.toString("utf8");
    expect(answer.status).toBe(status);
    expect(body).toContain(text);
    expect(body).toContain(
      `User: arn:aws:sts::111122223333:assumed-role/worker/rehearsal is not authorized to perform: ${action} on resource: *`,
    );
  });

  it("REST in JSON names the error in a header", () => {
    const call = restCall({ service: "lambda" }, "POST", "/2015-03-31/functions/f/invocations", {});

    const { status, headers } = refusalAnswer(call, { ...denied, action: "lambda:InvokeFunction" });

    expect([status, headers["x-amzn-errortype"]]).toEqual([403, "AccessDeniedException"]);
  });
});
