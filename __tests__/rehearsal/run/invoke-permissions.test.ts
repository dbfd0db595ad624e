import { describe, expect, it } from "vitest";
import { invokePermissions } from "../../../rehearsal/run/invoke-permissions.ts";

const topic = "arn:aws:sns:us-east-1:111122223333:news";
const ofTopic = {
  Effect: "Allow",
  Principal: { Service: "sns.amazonaws.com" },
  Action: "lambda:InvokeFunction",
  Condition: { ArnLike: { "AWS:SourceArn": topic } },
} as const;
const byUrl = {
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
} as const;
const viaUrl = {
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunction",
  Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
} as const;

describe("a service may invoke a function", () => {
  it.each([
    ["with a permission for this source", ofTopic, true],
    ["with a permission for any source", { ...ofTopic, Condition: {} }, true],
    ["of the same account", { ...ofTopic, Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } } }, true],
    ["not for another source", { ...ofTopic, Condition: { ArnLike: { "AWS:SourceArn": `${topic}-2` } } }, false],
    ["not as another service", { ...ofTopic, Principal: { Service: "events.amazonaws.com" } }, false],
    ["not by a permission for URLs", { ...ofTopic, Action: "lambda:InvokeFunctionUrl" }, false],
    ["not by a statement that denies", { ...ofTopic, Effect: "Deny" }, false],
    ["not on a condition that nobody knows", { ...ofTopic, Condition: { StringEquals: { "aws:Other": "x" } } }, false],
  ])("%s", (_, statement, isAllowed) => {
    const { allowsService } = invokePermissions([statement]);

    expect(allowsService("sns.amazonaws.com", topic)).toBe(isAllowed);
  });
});

describe("everybody may call a function's URL", () => {
  it.each([
    ["with both permissions", [byUrl, viaUrl], true],
    ["not without the one for the URL", [viaUrl], false],
    ["not without the one for the function behind it", [byUrl], false],
    [
      "not where a signature is asked for",
      [{ ...byUrl, Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } } }, viaUrl],
      false,
    ],
    ["not where only a service may invoke it", [byUrl, ofTopic], false],
    ["also as the emulator writes it", [{ ...byUrl, Condition: {}, FunctionUrlAuthType: "NONE" }, viaUrl], true],
  ])("%s", (_, statements, isAllowed) => {
    const { allowsEverybodyByUrl } = invokePermissions(statements);

    expect(allowsEverybodyByUrl()).toBe(isAllowed);
  });
});
