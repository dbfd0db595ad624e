import { type Problem, refuseProblems } from "../modules/problem.ts";
import { expectation, issueProblems } from "./issues.ts";
import { valueAt } from "./key-path.ts";
import { productionProblems } from "./production-rules.ts";
import { type Account, accountSchema, type Environment } from "./schema.ts";

const file = "environments/account.ts";

/**
 * Holds the account's file to its schema and to the rules of production, which shares the account, and to the
 * environments' files.
 *
 * @param stateBucketName name of the bucket for state that the account's file leads to
 * @throws ProblemError naming everything that is wrong with the file.
 */
export function checkAccount(
  candidate: unknown,
  environments: readonly Environment[],
  stateBucketName: (account: Account) => string,
): Account {
  const result = accountSchema.safeParse(candidate, { error: expectation });
  const account = candidate as Account;
  refuseProblems([
    ...issueProblems(result.error?.issues ?? [], candidate, accountSchema, file),
    ...productionProblems({ ...account, production: true }, file),
    ...(result.success
      ? [...accountIdProblems(account, environments), ...stateProblems(account, environments, stateBucketName(account))]
      : []),
  ]);
  return account;
}

/** With another account than any environment's, nothing here would be where it is needed. */
function accountIdProblems({ accountId }: Account, environments: readonly Environment[]): readonly Problem[] {
  const known = environments.map((environment) => String(valueAt(environment, ["accountId"])));
  if (known.includes(accountId)) return [];
  return [
    {
      place: `${file}, accountId`,
      found: JSON.stringify(accountId),
      expected: `the account of an environment: ${[...new Set(known)].join(", ")}`,
      remedy: "Write the same account into all files.",
    },
  ];
}

/** Terraform looks for the bucket of an environment's state in the environment's own region. */
function stateProblems(
  { stateRegion }: Account,
  environments: readonly Environment[],
  bucket: string,
): readonly Problem[] {
  return environments
    .filter((each) => valueAt(each, ["state", "bucket"]) === bucket && each.region !== stateRegion)
    .map(({ name, region }) => ({
      place: `environments/${name}.ts, state.bucket`,
      found: `"${bucket}", which is in region ${stateRegion}`,
      expected: `a bucket in ${region}, the environment's region`,
      remedy: `Name a bucket of that region, or set stateRegion in ${file}.`,
    }));
}
