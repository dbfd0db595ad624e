import { describe, expect, it } from "vitest";
import { readPolicy } from "../../../rehearsal/iam/policy.ts";

const statement = { Effect: "Allow", Action: "sns:Publish", Resource: "*" };
const ofUser = `arn:aws:s3:::a/$\{aws:username}`;
const withCondition = (operator: string, key: string, value: unknown) => ({
  ...statement,
  Condition: { [operator]: { [key]: value } },
});

describe("what is not understood is refused by its name", () => {
  it.each([
    ["the element NotPrincipal", { ...statement, NotPrincipal: "*" }],
    ["the element Principal", { ...statement, Principal: "*" }],
    ["the element Ressource", { ...statement, Ressource: "*" }],
    ['the effect "Maybe"', { ...statement, Effect: "Maybe" }],
    ["exactly one of Action and NotAction", { ...statement, NotAction: "sns:Publish" }],
    ["exactly one of Resource and NotResource", { Effect: "Allow", Action: "sns:Publish" }],
    ['the Action "publish"', { ...statement, Action: "publish" }],
    ['the Resource "arn:aws:sqs"', { ...statement, Resource: "arn:aws:sqs" }],
    ["the Resource 7", { ...statement, Resource: [7] }],
    [`the policy variable in "${ofUser}"`, { ...statement, Resource: ofUser }],
    ["the condition operator StringMatches", withCondition("StringMatches", "aws:PrincipalArn", "a")],
    [
      "the condition operator ForAnyValue:StringEquals",
      withCondition("ForAnyValue:StringEquals", "aws:PrincipalArn", "a"),
    ],
    ["the condition operator constructor", withCondition("constructor", "aws:PrincipalArn", "a")],
    ["the condition key dynamodb:LeadingKeys", withCondition("StringEquals", "dynamodb:LeadingKeys", "a")],
    ["a condition on aws:PrincipalArn without values", withCondition("StringEquals", "aws:PrincipalArn", [])],
    ['the value "no arn" of ArnLike', withCondition("ArnLike", "aws:PrincipalArn", "no arn")],
    ['the value "yes" of Bool', withCondition("Bool", "aws:SecureTransport", "yes")],
    ["the value of aws:SecureTransport true", withCondition("Bool", "aws:SecureTransport", true)],
    ["a statement that is null", null],
  ])("%s", (what, given) => {
    const read = () => readPolicy("tested", "identity", JSON.stringify({ Version: "2012-10-17", Statement: [given] }));

    expect(read).toThrow(what);
    expect(read).toThrow(/ in tested$/);
  });

  it.each([
    ['the version "2008-10-17"', '{"Version":"2008-10-17","Statement":[]}'],
    ["the element Statements", '{"Version":"2012-10-17","Statement":[],"Statements":[]}'],
    ["a policy that is []", "[]"],
    ["a text that is not JSON", "{"],
  ])("%s", (what, text) => {
    const read = () => readPolicy("tested", "identity", text);

    expect(read).toThrow(what);
  });

  it.each([
    ["arn:aws:iam::111122223333:role/*"],
    ["arn:aws:sts::111122223333:assumed-role/worker/session"],
    ["AROAEXAMPLE"],
  ])("the principal %s, whose refusal would be missed", (AWS) => {
    const given = { ...statement, Effect: "Deny", Principal: { AWS } };

    const read = () => readPolicy("tested", "resource", JSON.stringify({ Version: "2012-10-17", Statement: [given] }));

    expect(read).toThrow(`the principal "${AWS}"`);
  });
});

it("a policy is read with its statements by name or place", () => {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement, { ...statement, Sid: "Named" }] });

  const { name, statements } = readPolicy("tested", "identity", text);

  expect([name, ...statements.map((each) => each.name)]).toEqual(["tested", "statement 1", "Named"]);
});
