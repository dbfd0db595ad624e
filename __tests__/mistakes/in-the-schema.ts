// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { checkAgainstSchema } from "../../modules/schema/check-against-schema.ts";
import { type Change, stackWith } from "../modules/guardrails/guarded.ts";
import type { PlantedMistake } from "./planted-mistake.ts";

const schema = (what: string, found: string, change: Change, others: Change = {}): PlantedMistake => ({
  what,
  stage: "schema check",
  make: () => checkAgainstSchema("jobs", stackWith(change, others)),
  found,
});

const worker = (change: Change): Change => ({ aws_lambda_function: { worker: change } });

/** Mistakes in the shape of a stack. */
export const mistakesInTheSchema: readonly PlantedMistake[] = [
  schema("a misspelt attribute", 'unknown attribute or block "memory_sise"', worker({ memory_sise: 256 })),
  schema("a required attribute that is missing", "nothing", worker({ role: undefined })),
  schema("a text for a number", '"half a minute"', worker({ timeout: "half a minute" })),
  schema("a value for what only AWS can say", '"arn:aws:sns:us-east-1:111122223333:jobs"', {
    aws_sns_topic: { jobs: { arn: "arn:aws:sns:us-east-1:111122223333:jobs" } },
  }),
  schema(
    "two blocks where one may stand",
    "2 blocks",
    worker({ tracing_config: [{ mode: "Active" }, { mode: "Active" }] }),
  ),
  schema(
    "a resource of a kind that does not exist",
    "resource kind aws_sqs_queues, which the committed schema does not describe",
    { aws_sqs_queues: { more: {} } },
  ),
  schema(
    "a reference to a resource that the stack does not have",
    '"aws_iam_role.helper.arn", a resource that the stack does not have',
    worker({ role: "${aws_iam_role.helper.arn}" }),
  ),
  schema(
    "a reference to an attribute that does not exist",
    '"aws_iam_role.worker.arm", where aws_iam_role.worker has no "arm"',
    worker({ role: "${aws_iam_role.worker.arm}" }),
  ),
  schema(
    "a variable of IAM with one dollar sign",
    '"${aws:username}", which Terraform takes for an expression and cannot read',
    { aws_sns_topic: { jobs: { display_name: "${aws:username}" } } },
  ),
  schema("a token of CDKTF that was cut", 'a token of CDKTF, "Token[TOKEN.1"', {
    aws_sns_topic: { jobs: { display_name: "Token[TOKEN.1" } },
  }),
  schema("a dependency on nothing", '"aws_sqs_queue.other"', worker({ depends_on: ["aws_sqs_queue.other"] })),
  schema(
    "an ignored change of an attribute that does not exist",
    'unknown attribute "code"',
    worker({ lifecycle: { ignore_changes: ["code"] } }),
  ),
  schema("a provider that is not declared", '"aws.second"', worker({ provider: "aws.second" })),
];
