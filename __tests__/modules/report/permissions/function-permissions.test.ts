// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { expect, it } from "vitest";
import { checkedStacks } from "../../../../modules/guardrails/checked-stack.ts";
import { permissionsOf } from "../../../../modules/report/permissions/function-permissions.ts";
import type { StackJson } from "../../../../modules/synthesis/synthesized-stack.ts";
import { statementsOfRole } from "../../../helpers/policies.ts";
import { sentimentContracts, sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

function permissions(json: StackJson) {
  const guarded = { name: "stack", json, production: false, contracts: sentimentContracts };
  return checkedStacks([guarded], () => undefined).flatMap(permissionsOf);
}

it.each(sentimentStacks)(
  "in $name every function has exactly the statements of its role's policies",
  ({ name, stack }) => {
    const found = permissions(stack.json);

    expect(found.map(({ functionName }) => functionName)).toEqual(
      sentimentContracts.map((contract) => `${name}-sentiment-${contract.name}`).sort(),
    );
    for (const { functionName, statements, policiesElsewhere } of found) {
      const written = statementsOfRole(stack, `${functionName}-lambda-role`);
      expect(statements.map(({ actions }) => actions)).toEqual(
        expect.arrayContaining(written.map(({ Action }) => [Action].flat())),
      );
      expect(statements.length).toBe(written.length);
      expect(policiesElsewhere).toEqual([]);
    }
  },
);

it("names resources and conditions as far as they are known", () => {
  const [stack] = sentimentStacks;
  const metrics = permissions(stack?.stack.json ?? {}).find(({ functionName }) => functionName.endsWith("-metrics"));

  expect(metrics?.statements.slice(1, 3)).toEqual([
    {
      allows: true,
      actions: ["dynamodb:Query"],
      resources: [
        expect.stringMatching(/^arn:aws:dynamodb:us-east-1:\d{12}:table\/dev-sentiment-items\/index\/by_status$/),
      ],
      conditions: [],
      negations: [],
    },
    {
      allows: true,
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: ["StringEquals cloudwatch:namespace SentimentAnalyzer"],
      negations: [],
    },
  ]);
});

it("shows inline policies, and names attached ones whose content stands elsewhere", () => {
  const allow = (action: string) => JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
  const json = {
    resource: {
      aws_lambda_function: { worker: { function_name: "worker", role: "${aws_iam_role.worker.arn}" } },
      aws_iam_role: {
        worker: { name: "worker", inline_policy: [{ policy: allow("a:Inline") }] },
        other: { name: "other" },
      },
      aws_iam_role_policy: {
        own: { role: "${aws_iam_role.worker.id}", policy: allow("a:Own") },
        foreign: { role: "${aws_iam_role.other.id}", policy: allow("a:Foreign") },
      },
      aws_iam_role_policy_attachment: {
        managed: { role: "${aws_iam_role.worker.name}", policy_arn: "arn:aws:iam::aws:policy/Managed" },
      },
    },
  };

  const [worker] = permissions(json);

  expect(worker?.statements.flatMap(({ actions }) => actions)).toEqual(["a:Inline", "a:Own"]);
  expect(worker?.policiesElsewhere).toEqual(["arn:aws:iam::aws:policy/Managed"]);
});
