import { dataAddressProblems } from "../../modules/synthesis/data-addresses.ts";
import { type Change, stackWith } from "../modules/guardrails/guarded.ts";
import type { PlantedMistake } from "./planted-mistake.ts";

const dataAddresses = [
  "aws_dynamodb_table.jobs",
  "aws_kms_key.data",
  "aws_s3_bucket.code",
  "aws_secretsmanager_secret.key",
];

const moved = (what: string, found: string, change: Change): PlantedMistake => ({
  what,
  stage: "addresses of data",
  make: () => dataAddressProblems([{ name: "jobs", dataAddresses }], [{ name: "jobs", json: stackWith(change) }]),
  found,
});

/** Mistakes by which Terraform would delete data without a word, because what protects it stands beside its address. */
export const mistakesOfMovedData: readonly PlantedMistake[] = [
  moved(
    "a table whose construct was taken out or renamed",
    "no aws_dynamodb_table.jobs, so that Terraform would delete it with its data",
    { aws_dynamodb_table: undefined },
  ),
  moved("a bucket that no list of data has", "aws_s3_bucket.more, which has data and is not listed", {
    aws_s3_bucket: { more: { bucket: "dev-jobs-more-111122223333" } },
  }),
];
