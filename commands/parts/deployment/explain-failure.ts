import type { Problem } from "../../../modules/problem.ts";
import { providersOf } from "../../../rehearsal/terraform/rehearsal-override.ts";
import { setupAdvice, type TerraformResult } from "../../../rehearsal/terraform/terraform.ts";
import { type DeployableStack, stateBucketOf } from "./deployable-stack.ts";
import { refusedDestruction } from "./refused-destruction.ts";
import { lockProblem, refusedLock } from "./state-lock.ts";

/** What Terraform or AWS says where something fails that users can put right, and how it is explained to them. */
interface KnownFailure {
  readonly says: RegExp;
  readonly explain: (stack: DeployableStack, words: readonly string[]) => Omit<Problem, "place">;
}

const knownFailures: readonly KnownFailure[] = [
  {
    says: /AWS account ID not allowed: (\d+)/,
    explain: ({ environment, json }, [account]) => ({
      found: `credentials of the account ${account}`,
      expected: `those of ${allowedAccounts(json)}, the account of ${environment}`,
      remedy: `Sign in to that account, or correct accountId in environments/${environment}.ts. Nothing was changed.`,
    }),
  },
  {
    says: /No valid credential sources found|failed to refresh cached credentials|no EC2 IMDS role found/,
    explain: () => ({
      found: "no credentials of AWS",
      expected: "a profile, a role or keys in the environment",
      remedy: "Sign in, say with AWS_PROFILE or aws sso login. Nothing was changed.",
    }),
  },
  {
    says: /(ExpiredToken\w*|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException)/,
    explain: (_, [code]) => ({
      found: `credentials that AWS does not take (${code})`,
      expected: "credentials that are valid now",
      remedy: "Sign in again.",
    }),
  },
  {
    says: /S3 bucket "([^"]+)" does not exist|NoSuchBucket/,
    explain: (stack) => ({
      found: `no bucket ${stateBucketOf(stack)}`,
      expected: "the bucket that the state is kept in",
      remedy:
        "Make it with: npm run deploy -- account. If it is there, look whether these are credentials of its account.",
    }),
  },
  {
    says: /(\S+) is not authorized to perform: (\S+)(?: on resource: (\S+))?/,
    explain: (_, [who = "", action, resource]) =>
      noPermission(who, `for ${action}${resource === undefined ? "" : ` on ${resource}`}`),
  },
  {
    // The answer to a HEAD has no words.
    says: /operation error ([\w ]+: \w+), https response error StatusCode: 403/,
    explain: (_, [call]) => noPermission("the credentials at hand", `for ${call}`),
  },
  {
    says: /AccessDenied|UnauthorizedOperation/,
    explain: () => noPermission("the credentials at hand", "for the call above"),
  },
  {
    says: /Backend configuration changed|Backend initialization required/,
    explain: ({ environment }) => ({
      found: "a state in another place than the environment says now",
      expected: "the state where it was, or moved",
      remedy: `Move it with: npm run deploy -- ${environment} --migrate-state`,
    }),
  },
  {
    says: /Saved plan is stale/,
    explain: ({ environment }) => ({
      found: "a plan from before another deployment",
      expected: "a state that is as it was when the plan was made",
      remedy: `Nothing was changed. Plan again: npm run deploy -- ${environment}`,
    }),
  },
  {
    says: /(\w*AlreadyExists\w*|ResourceInUseException|BucketAlreadyOwnedByYou|already exists)/,
    explain: ({ directory }, [code]) => ({
      found: `something in the account that the state does not know (${code})`,
      expected: "names that are free",
      remedy: `It is left from another run or was made by hand. Take it over (cd ${directory} && terraform import <address> <id>), or delete it in AWS.`,
    }),
  },
  {
    says: /Failed to query available provider packages|Failed to install provider|no available releases match/,
    explain: () => ({
      found: "no AWS provider of the version that the stacks deploy with",
      expected: "the provider, from its registry or a mirror",
      remedy: setupAdvice,
    }),
  },
];

function noPermission(who: string, forWhat: string): Omit<Problem, "place"> {
  return {
    found: `${who} without the permission ${forWhat}`,
    expected: "permissions for everything that the stack has, and for its state",
    remedy:
      "Deploy with a role that has them. What was changed until then is in the state; the next deployment goes on from there.",
  };
}

/** Words of Terraform without colours and frames, line by line. */
export function plainText(complaint: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
  return complaint.replaceAll(/\u001b\[[0-9;]*m/g, "").replaceAll(/^[╷│╵] ?/gm, "");
}

/**
 * Explains why a step of Terraform failed: what users can put right in the words of this project, anything else by its exit
 * code, because Terraform's own words stand above.
 */
export function explainFailure(
  stack: DeployableStack,
  step: string,
  { status, stdout, stderr }: TerraformResult,
): Problem {
  const text = plainText(stderr);
  const lock = refusedLock(text);
  if (lock !== undefined) return lockProblem(lock, stack);
  // Terraform breaks lines by the width of the terminal.
  const words = text.replaceAll(/\s+/g, " ");
  const place = `${stack.name}, terraform ${step}`;
  const destruction = refusedDestruction(stack, words, plainText(stdout));
  if (destruction !== undefined) return { place, ...destruction };
  for (const { says, explain } of knownFailures) {
    const match = says.exec(words);
    if (match !== null) return { place, ...explain(stack, match.slice(1)) };
  }
  return {
    place,
    found: status === null ? "that it was killed" : `exit code ${status}`,
    expected: "success",
    remedy:
      status === null
        ? "Deploy again: it says whether a lock is left, and what to do."
        : "See above for what Terraform says.",
  };
}

/** Whether Terraform could not find the bucket of the state. */
export function lacksStateBucket(complaint: string): boolean {
  return /S3 bucket "[^"]+" does not exist|NoSuchBucket/.test(plainText(complaint).replaceAll(/\s+/g, " "));
}

function allowedAccounts(json: DeployableStack["json"]): string {
  return [...new Set(providersOf(json).flatMap(({ allowed_account_ids = [] }) => allowed_account_ids))].join(", ");
}
