import { expect, it } from "vitest";
import { xray } from "../../../../rehearsal/supplement/services/xray.ts";
import { serviceOf } from "./service-of.ts";

it("a group can be made, read by name and by ARN, changed and deleted", async () => {
  const { rest } = serviceOf("xray", xray);

  const created = await rest("POST", "/CreateGroup", { GroupName: "slow", FilterExpression: "duration > 5" });
  const { GroupARN } = (created.content as { Group: { GroupARN: string } }).Group;
  await rest("POST", "/UpdateGroup", { GroupARN, FilterExpression: "duration > 9" });
  const byName = await rest("POST", "/GetGroup", { GroupName: "slow" });
  const byArn = await rest("POST", "/GetGroup", { GroupARN });
  await rest("POST", "/DeleteGroup", { GroupARN });
  const afterwards = await rest("POST", "/GetGroup", { GroupARN });

  expect(GroupARN).toMatch(/^arn:aws:xray:us-east-1:111122223333:group\/slow\//);
  expect(byName.content).toEqual({ Group: { GroupName: "slow", GroupARN, FilterExpression: "duration > 9" } });
  expect(byArn.content).toEqual(byName.content);
  expect(afterwards.status).toBe(400);
});

it("two groups or two sampling rules cannot have one name", async () => {
  const { rest } = serviceOf("xray", xray);
  const rule = { SamplingRule: { RuleName: "all" } };

  await rest("POST", "/CreateGroup", { GroupName: "slow" });
  await rest("POST", "/CreateSamplingRule", rule);

  expect((await rest("POST", "/CreateGroup", { GroupName: "slow" })).status).toBe(400);
  expect((await rest("POST", "/CreateSamplingRule", rule)).status).toBe(400);
});

it("a sampling rule can be made with its tags, changed and deleted", async () => {
  const { rest } = serviceOf("xray", xray);
  const RuleARN = "arn:aws:xray:us-east-1:111122223333:sampling-rule/all";
  const Tags = [{ Key: "Stack", Value: "one" }];

  await rest("POST", "/CreateSamplingRule", { SamplingRule: { RuleName: "all", FixedRate: 0.1 }, Tags });
  const tags = await rest("POST", "/ListTagsForResource", { ResourceARN: RuleARN });
  await rest("POST", "/UpdateSamplingRule", { SamplingRuleUpdate: { RuleName: "all", FixedRate: 0.5 } });
  const rules = await rest("POST", "/GetSamplingRules", {});
  await rest("POST", "/DeleteSamplingRule", { RuleARN });
  const afterwards = await rest("POST", "/GetSamplingRules", {});

  expect(tags.content).toEqual({ Tags });
  expect(rules.content).toMatchObject({
    SamplingRuleRecords: [{ SamplingRule: { RuleName: "all", RuleARN, FixedRate: 0.5, Attributes: {} } }],
  });
  expect(afterwards.content).toEqual({ SamplingRuleRecords: [] });
});

it("encryption and resource policies are given back as they were put", async () => {
  const { rest } = serviceOf("xray", xray);

  await rest("POST", "/PutEncryptionConfig", { Type: "KMS", KeyId: "arn:aws:kms:::key/1" });
  await rest("POST", "/PutResourcePolicy", { PolicyName: "sns", PolicyDocument: "{}" });
  const encryption = await rest("POST", "/EncryptionConfig", {});
  const policies = await rest("POST", "/ListResourcePolicies", {});
  await rest("POST", "/DeleteResourcePolicy", { PolicyName: "sns" });

  expect(encryption.content).toEqual({
    EncryptionConfig: { Type: "KMS", KeyId: "arn:aws:kms:::key/1", Status: "ACTIVE" },
  });
  expect(policies.content).toMatchObject({ ResourcePolicies: [{ PolicyName: "sns", PolicyDocument: "{}" }] });
  expect((await rest("POST", "/ListResourcePolicies", {})).content).toEqual({ ResourcePolicies: [] });
});
