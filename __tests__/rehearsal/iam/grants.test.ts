import { expect, it } from "vitest";
import { type Grant, grantsOf, unusedGrants } from "../../../rehearsal/iam/grants.ts";
import { readPolicy } from "../../../rehearsal/iam/policy.ts";

const role = "arn:aws:iam::111122223333:role/worker";
const [one, two] = ["arn:aws:sqs:us-east-1:111122223333:one", "arn:aws:sqs:us-east-1:111122223333:two"];
const grant: Grant = { role, statement: "Queues", action: "sqs:SendMessage", resource: one };
const use = { role, action: grant.action, resource: one, allowed: true, why: "statement Queues of worker" };

it("grants are each allowed action on each resource", async () => {
  const statement = { Sid: "Queues", Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: [one, two] };
  const Statement = [
    { ...statement, Effect: "Allow" },
    { ...statement, Effect: "Deny" },
  ];
  const policy = readPolicy("worker", "identity", JSON.stringify({ Version: "2012-10-17", Statement }));
  const nothing = async () => undefined;

  const grants = await grantsOf(role, { ofRole: async () => [policy], ofResource: nothing, keyOf: nothing });

  expect(grants.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    `sqs:SendMessage ${one}`,
    `sqs:SendMessage ${two}`,
    `sqs:ReceiveMessage ${one}`,
    `sqs:ReceiveMessage ${two}`,
  ]);
});

it.each([
  ["its role was allowed the action on the resource", use, true],
  ["that was denied", { ...use, allowed: false }, false],
  ["another role was allowed it", { ...use, role: `${role}-2` }, false],
  ["it was another action", { ...use, action: "sqs:ReceiveMessage" }, false],
  ["it was on another resource", { ...use, resource: two }, false],
  ["nobody knows the action", { ...use, action: undefined, resource: undefined }, false],
])("a grant is used where %s", (_, record, isUsed) => {
  const unused = unusedGrants([grant], [record]);

  expect(unused).toEqual(isUsed ? [] : [grant]);
});
