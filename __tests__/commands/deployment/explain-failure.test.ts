import { describe, expect, it } from "vitest";
import type { DeployableStack } from "../../../commands/parts/deployment/deployable-stack.ts";
import { explainFailure, lacksStateBucket } from "../../../commands/parts/deployment/explain-failure.ts";

const stack: DeployableStack = {
  name: "sentiment-dev",
  environment: "dev",
  directory: "cdktf.out/stacks/sentiment-dev",
  json: {
    provider: { aws: [{ allowed_account_ids: ["111122223333"] }] },
    terraform: { backend: { s3: { bucket: "states", key: "sentiment-dev/terraform.tfstate" } } },
  },
};

/** A step that failed, with what it complains of and what it says of its plan. */
const failed = (stderr: string, stdout = "") => ({ status: 1, stdout, stderr });

/** What Terraform 1.11 prints, with frames and colours. */
const heldLock = `\u001b[31m╷\u001b[0m\u001b[0m
\u001b[31m│\u001b[0m \u001b[0m\u001b[1m\u001b[31mError: \u001b[0m\u001b[0m\u001b[1mError acquiring the state lock\u001b[0m
\u001b[31m│\u001b[0m \u001b[0m
\u001b[31m│\u001b[0m \u001b[0mError message: operation error S3: PutObject, https response error StatusCode: 412
\u001b[31m│\u001b[0m \u001b[0mLock Info:
\u001b[31m│\u001b[0m \u001b[0m  ID:        a4b4d9a3-5ccb-0a2d-8a0e-5d3b1e1f2c3d
\u001b[31m│\u001b[0m \u001b[0m  Path:      states/sentiment-dev/terraform.tfstate
\u001b[31m│\u001b[0m \u001b[0m  Operation: OperationTypeApply
\u001b[31m│\u001b[0m \u001b[0m  Who:       alice@laptop
\u001b[31m│\u001b[0m \u001b[0m  Version:   1.11.4
\u001b[31m│\u001b[0m \u001b[0m  Created:   2026-03-01 09:08:07.123456789 +0000 UTC
\u001b[31m│\u001b[0m \u001b[0m  Info:      
\u001b[31m╵\u001b[0m\u001b[0m
`;

it("a lock that another run holds: who, since when, and what to do", () => {
  const problem = explainFailure(stack, "plan", failed(heldLock));

  expect(problem).toEqual({
    place: "state of sentiment-dev",
    found: "a lock that alice@laptop took at 2026-03-01T09:08:07.123Z for apply",
    expected: "no other run on the same state",
    remedy:
      "While that run is alive, wait for its end. Where it is gone (killed, its machine lost), remove its lock: cd cdktf.out/stacks/sentiment-dev && terraform force-unlock -force a4b4d9a3-5ccb-0a2d-8a0e-5d3b1e1f2c3d",
  });
});

it("the lock of a state on this machine needs no removal: it ends with its process", () => {
  const problem = explainFailure({ ...stack, json: {} }, "plan", failed(heldLock));

  expect(problem.remedy).toBe("While that run is alive, wait for its end.");
});

describe("what users can put right is explained in the words of this project", () => {
  it.each([
    [
      "Error: AWS account ID not allowed: 999999999999",
      "credentials of the account 999999999999",
      "those of 111122223333, the account of dev",
    ],
    ["Error: No valid credential sources found", "no credentials of AWS", "a profile, a role or keys"],
    ["api error ExpiredToken: The security token", "credentials that AWS does not take (ExpiredToken)", "valid now"],
    [
      'Error: Failed to get existing workspaces: S3 bucket "states" does\n│ not exist.',
      "no bucket states",
      "the bucket that the state is kept in",
    ],
    [
      "api error AccessDenied: User: arn:aws:iam::1:user/bob is not authorized to\n│ perform: sqs:CreateQueue on resource: arn:aws:sqs:q because",
      "arn:aws:iam::1:user/bob without the permission for sqs:CreateQueue on arn:aws:sqs:q",
      "permissions for everything",
    ],
    [
      "operation error S3: HeadObject, https response error StatusCode: 403, RequestID: , api error Forbidden",
      "the credentials at hand without the permission for S3: HeadObject",
      "permissions for everything",
    ],
    [
      "AccessDeniedException: no",
      "the credentials at hand without the permission for the call above",
      "permissions for everything",
    ],
    ["Error: Backend configuration changed", "a state in another place", "the state where it was, or moved"],
    ["Error: Saved plan is stale", "a plan from before another deployment", "a state that is as it was"],
    [
      "api error EntityAlreadyExists: Role with name x already exists.",
      "something in the account that the state does not know (EntityAlreadyExists)",
      "names that are free",
    ],
    ["Error: Failed to query available provider packages", "no AWS provider", "from its registry or a mirror"],
  ])("%j", (complaint, found, expected) => {
    const problem = explainFailure(stack, "apply", failed(complaint));

    expect(problem.place).toBe("sentiment-dev, terraform apply");
    expect(problem.found).toContain(found);
    expect(problem.expected).toContain(expected);
    expect(problem.remedy).not.toBe("");
  });
});

describe("a plan that would destroy what is protected", () => {
  const refused = (address: string) => `Error: Instance cannot be destroyed
│
│ Resource ${address} has
│ lifecycle.prevent_destroy set, but the plan calls for this resource to be
│ destroyed.
`;

  it("because a run ended while it was made: the command that keeps it", () => {
    const plan = "  \u001b[1m# aws_kms_key.data\u001b[0m is \u001b[1m\u001b[31mtainted\u001b[0m, so must be replaced";

    const problem = explainFailure(stack, "plan", failed(refused("aws_kms_key.data"), plan));

    expect(problem).toEqual({
      place: "sentiment-dev, terraform plan",
      found: "that a run ended while it made what is protected: aws_kms_key.data",
      expected: "to go on with it, not to make it anew",
      remedy:
        "Nothing was changed. Keep it, and deploy again, which sets what it lacks: cd cdktf.out/stacks/sentiment-dev && terraform untaint aws_kms_key.data",
    });
  });

  it("because several were half made: each is kept", () => {
    const plan =
      "# aws_kms_key.data is tainted, so must be replaced\n# aws_s3_bucket.zips is tainted, so must be replaced";

    const { remedy } = explainFailure(
      stack,
      "plan",
      failed(refused("aws_kms_key.data") + refused("aws_s3_bucket.zips"), plan),
    );

    expect(remedy).toContain("terraform untaint aws_kms_key.data && terraform untaint aws_s3_bucket.zips");
  });

  it("because of a change: nobody is told to keep what is to be replaced", () => {
    const plan = "# aws_kms_key.data is tainted, so must be replaced\n# aws_dynamodb_table.news must be replaced";

    const problem = explainFailure(
      stack,
      "plan",
      failed(refused("aws_kms_key.data") + refused("aws_dynamodb_table.news"), plan),
    );

    expect(problem.found).toBe("a change that would destroy what is protected: aws_dynamodb_table.news");
    expect(problem.remedy).toContain("Undo what makes Terraform replace or remove it");
    expect(problem.remedy).not.toContain("untaint");
  });
});

it("anything else is left to Terraform's own words", () => {
  const unknown = explainFailure(stack, "apply", failed("Error: something new"));
  const killed = explainFailure(stack, "apply", { status: null, stdout: "", stderr: "" });

  expect(unknown).toMatchObject({ found: "exit code 1", remedy: "See above for what Terraform says." });
  expect(killed).toMatchObject({ found: "that it was killed" });
});

it("a missing bucket is told from every other failure", () => {
  expect(lacksStateBucket('Error: S3 bucket "states" does not\n│ exist.')).toBe(true);
  expect(lacksStateBucket("Error: NoSuchBucket: The specified bucket does not exist")).toBe(true);
  expect(lacksStateBucket(heldLock)).toBe(false);
  expect(lacksStateBucket("AccessDenied")).toBe(false);
});
