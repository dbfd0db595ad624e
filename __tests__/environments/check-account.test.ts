import { describe, expect, it } from "vitest";
import { account } from "../../environments/account.ts";
import { checkAccount } from "../../environments/check-account.ts";
import { dev } from "../../environments/dev.ts";
import { environments } from "../../environments/index.ts";
import type { Account, Environment } from "../../environments/schema.ts";
import type { ProblemError } from "../../modules/problem.ts";
import { stateBucketName } from "../../stacks/account/surroundings.ts";

/** Lines that a changed file is refused with. */
function linesOf(
  changes: Readonly<Record<string, unknown>>,
  beside: readonly Environment[] = environments,
): readonly string[] {
  try {
    checkAccount({ ...account, ...changes }, beside, stateBucketName);
    return [];
  } catch (error) {
    return (error as ProblemError).message.split("\n");
  }
}

describe("the account's file", () => {
  it("is accepted as it stands", () => {
    expect(checkAccount(account, environments, stateBucketName)).toEqual(account);
  });

  it("needs every key that it has", () => {
    for (const key of Object.keys(account)) {
      const { [key as keyof Account]: _, ...rest } = account;

      expect(() => checkAccount(rest, environments, stateBucketName)).toThrow(
        `environments/account.ts, ${key}: found nothing, expected `,
      );
    }
  });

  it("an unknown key is refused with the nearest", () => {
    expect(linesOf({ stateRegoin: "us-east-1" })).toEqual([
      'environments/account.ts, stateRegoin: found an unknown key, expected "stateRegion". Rename or remove it.',
    ]);
  });

  it("a wrong value is refused with what would be right", () => {
    expect(linesOf({ stateRegion: "Ireland" })).toEqual([
      'environments/account.ts, stateRegion: found "Ireland", expected a region such as us-east-1. Correct it; environments/schema.ts says what it means.',
    ]);
  });
});

it("a monitor of costs is named by its ARN", () => {
  const monitorArn = "arn:aws:ce::111122223333:anomalymonitor/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

  expect(linesOf({ costAnomalies: { fromDollars: 10, monitorArn } })).toEqual([]);
  expect(linesOf({ costAnomalies: { fromDollars: 10, monitorArn: "services" } })).toEqual([
    'environments/account.ts, costAnomalies.monitorArn: found "services", expected arn:aws:ce::{account}:anomalymonitor/{id}. Correct it; environments/schema.ts says what it means.',
  ]);
});

describe("rules of production hold: it shares the account", () => {
  it("somebody has to be told", () => {
    expect(linesOf({ alarmSubscribers: [] })).toEqual([
      "environments/account.ts, alarmSubscribers: found an empty list, expected at least one entry in a production environment. Name who is told about alarms: nobody would hear of them.",
    ]);
  });

  it("no address of the local machine", () => {
    expect(linesOf({ runbookUrl: "http://localhost/runbooks" })).toEqual([
      expect.stringContaining('environments/account.ts, runbookUrl: found "http://localhost/runbooks"'),
    ]);
  });
});

describe("beside the environments' files", () => {
  it("another account than all of theirs is refused", () => {
    expect(linesOf({ accountId: "444455556666" })).toEqual([
      'environments/account.ts, accountId: found "444455556666", expected the account of an environment: 111122223333. Write the same account into all files.',
    ]);
  });

  it("a bucket for state in another region than the environment's is refused", () => {
    const bucket = "account-sentiment-terraform-state-111122223333";
    const elsewhere = { ...dev, region: "eu-west-1", state: { bucket } };

    expect(linesOf({}, [elsewhere])).toEqual([
      `environments/dev.ts, state.bucket: found "${bucket}", which is in region us-east-1, expected a bucket in eu-west-1, the environment's region. Name a bucket of that region, or set stateRegion in environments/account.ts.`,
    ]);
    expect(linesOf({ stateRegion: "eu-west-1" }, [elsewhere])).toEqual([]);
    expect(linesOf({}, [{ ...elsewhere, state: { bucket: "another-bucket" } }])).toEqual([]);
  });
});
