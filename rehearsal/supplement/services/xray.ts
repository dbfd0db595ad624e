import { randomUUID } from "node:crypto";
import { json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";
import { type Tag, tagStore } from "../tags.ts";

interface Group {
  readonly GroupName: string;
  readonly GroupARN: string;
  readonly FilterExpression?: string;
  readonly InsightsConfiguration?: unknown;
}

type Rule = Readonly<Record<string, unknown>> & { readonly RuleName: string; readonly RuleARN: string };

/**
 * Groups, sampling rules, encryption and resource policies of X-Ray; traces are the emulator's.
 * https://docs.aws.amazon.com/xray/latest/api/API_Operations.html
 */
export const xray: ServiceSupplement = ({ accountId }) => {
  const tags = tagStore();
  const arn = ({ region }: Call, resource: string) => `arn:aws:xray:${region}:${accountId}:${resource}`;
  return {
    ...groupOperations(arn, tags.add, tags.forget),
    ...samplingRuleOperations(arn, tags.add, tags.forget),
    ...encryptionOperations(),
    ...resourcePolicyOperations(),
    "POST /ListTagsForResource": (call) => json({ Tags: tags.list(String(jsonOf(call).ResourceARN)) }),
    "POST /TagResource": (call) => {
      const { ResourceARN, Tags } = jsonOf(call);
      tags.add(String(ResourceARN), Tags as readonly Tag[]);
      return json({});
    },
    "POST /UntagResource": (call) => {
      const { ResourceARN, TagKeys } = jsonOf(call);
      tags.remove(String(ResourceARN), TagKeys as readonly string[]);
      return json({});
    },
  };
};

type Operations = Readonly<Record<string, Operation>>;
type ArnOf = (call: Call, resource: string) => string;
type AddTags = (arn: string, tags: readonly Tag[]) => void;
type ForgetTags = (arn: string) => void;

function groupOperations(arnOf: ArnOf, addTags: AddTags, forgetTags: ForgetTags): Operations {
  const groups = new Map<string, Group>();
  const find = ({ GroupName, GroupARN }: Readonly<Record<string, unknown>>) =>
    [...groups.values()].find((group) => group.GroupARN === GroupARN || group.GroupName === GroupName);
  const missing = (call: Call) => serviceError(call, 400, "InvalidRequestException", "Group not found");
  return {
    "POST /CreateGroup": (call) => {
      const { Tags = [], ...input } = jsonOf(call);
      if (find(input) !== undefined)
        return serviceError(call, 400, "InvalidRequestException", "Group with the same name already exists");
      const GroupARN = arnOf(call, `group/${input.GroupName}/${randomUUID()}`);
      const group = { ...input, GroupARN } as Group;
      groups.set(GroupARN, group);
      addTags(GroupARN, Tags as readonly Tag[]);
      return json({ Group: group });
    },
    "POST /GetGroup": (call) => {
      const group = find(jsonOf(call));
      return group === undefined ? missing(call) : json({ Group: group });
    },
    "POST /UpdateGroup": (call) => {
      const { FilterExpression, InsightsConfiguration, ...key } = jsonOf(call);
      const group = find(key);
      if (group === undefined) return missing(call);
      const changed = {
        ...group,
        ...(FilterExpression === undefined ? {} : { FilterExpression: String(FilterExpression) }),
        ...(InsightsConfiguration === undefined ? {} : { InsightsConfiguration }),
      };
      groups.set(group.GroupARN, changed);
      return json({ Group: changed });
    },
    "POST /DeleteGroup": (call) => {
      const group = find(jsonOf(call));
      if (group === undefined) return missing(call);
      groups.delete(group.GroupARN);
      forgetTags(group.GroupARN);
      return json({});
    },
  };
}

function samplingRuleOperations(arnOf: ArnOf, addTags: AddTags, forgetTags: ForgetTags): Operations {
  const rules = new Map<string, Rule>();
  const record = (rule: Rule) => ({ SamplingRule: rule, CreatedAt: 0, ModifiedAt: 0 });
  const find = ({ RuleName, RuleARN }: Readonly<Record<string, unknown>>) =>
    [...rules.values()].find((rule) => rule.RuleARN === RuleARN || rule.RuleName === RuleName);
  const missing = (call: Call) => serviceError(call, 400, "InvalidRequestException", "Sampling rule not found");
  return {
    "POST /CreateSamplingRule": (call) => {
      const { SamplingRule, Tags = [] } = jsonOf(call) as { SamplingRule: Rule; Tags?: readonly Tag[] };
      if (find(SamplingRule) !== undefined)
        return serviceError(call, 400, "InvalidRequestException", "Sampling rule with the same name already exists");
      const rule = {
        Attributes: {},
        ...SamplingRule,
        RuleARN: arnOf(call, `sampling-rule/${SamplingRule.RuleName}`),
      };
      rules.set(rule.RuleName, rule);
      addTags(rule.RuleARN, Tags);
      return json({ SamplingRuleRecord: record(rule) });
    },
    "POST /GetSamplingRules": () => json({ SamplingRuleRecords: [...rules.values()].map(record) }),
    "POST /UpdateSamplingRule": (call) => {
      const { SamplingRuleUpdate } = jsonOf(call) as { SamplingRuleUpdate: Rule };
      const rule = find(SamplingRuleUpdate);
      if (rule === undefined) return missing(call);
      const changed = { ...rule, ...SamplingRuleUpdate, RuleARN: rule.RuleARN, RuleName: rule.RuleName };
      rules.set(rule.RuleName, changed);
      return json({ SamplingRuleRecord: record(changed) });
    },
    "POST /DeleteSamplingRule": (call) => {
      const rule = find(jsonOf(call));
      if (rule === undefined) return missing(call);
      rules.delete(rule.RuleName);
      forgetTags(rule.RuleARN);
      return json({ SamplingRuleRecord: record(rule) });
    },
  };
}

function encryptionOperations(): Operations {
  let configuration: Readonly<Record<string, unknown>> = { Type: "NONE", Status: "ACTIVE" };
  return {
    "POST /EncryptionConfig": () => json({ EncryptionConfig: configuration }),
    "POST /PutEncryptionConfig": (call) => {
      configuration = { ...jsonOf(call), Status: "ACTIVE" };
      return json({ EncryptionConfig: configuration });
    },
  };
}

function resourcePolicyOperations(): Operations {
  const policies = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    "POST /PutResourcePolicy": (call) => {
      const { PolicyName, PolicyDocument } = jsonOf(call);
      const revision = Number(policies.get(String(PolicyName))?.PolicyRevisionId ?? 0) + 1;
      const policy = {
        PolicyName,
        PolicyDocument,
        PolicyRevisionId: String(revision),
        LastUpdatedTime: Math.floor(Date.now() / 1000),
      };
      policies.set(String(PolicyName), policy);
      return json({ ResourcePolicy: policy });
    },
    "POST /ListResourcePolicies": () => json({ ResourcePolicies: [...policies.values()] }),
    "POST /DeleteResourcePolicy": (call) => {
      policies.delete(String(jsonOf(call).PolicyName));
      return json({});
    },
  };
}
