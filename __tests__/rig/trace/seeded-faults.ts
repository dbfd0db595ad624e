import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Random, random } from "../../end-to-end/random.ts";
import { type AwsAnswer, awsError } from "../aws-answer.ts";
import type { AwsCall } from "../aws-call.ts";
import type { Fault } from "./traced-rig.ts";

/** Decides what goes wrong in one invocation: the same for the same seed, in whatever order its calls arrive. */
export function seededFaults(seed: number): (call: AwsCall) => Promise<Fault | undefined> {
  const seen = new Map<string, number>();
  return async (call) => {
    const about = `${call.operation.split("?")[0]} ${call.input.TableName ?? call.input.TopicArn ?? ""}`;
    const count = (seen.get(about) ?? 0) + 1;
    seen.set(about, count);
    const chance = randomOf(`${seed} ${about} ${count}`);
    if (chance.chance(0.4)) await wait(chance.integer(1, 15));
    if (chance.chance(0.9)) return undefined;
    return call.service === "other" ? outsideFault(chance) : awsFault(chance, call);
  };
}

/** Numbers that belong to a text. */
export function randomOf(text: string): Random {
  return random(createHash("sha256").update(text).digest().readInt32LE());
}

/**
 * Mostly faults that no attempt overcomes: the others cost a pause each. Throttles are left out: after some, the clients
 * send so little for so long that nothing else would happen.
 */
function awsFault(chance: Random, { service }: AwsCall): Fault {
  const kind = chance.pick(["refused", "condition", "refused", "condition", "failed", "no answer"]);
  if (kind === "no answer") return kind;
  if (service === "SNS") return topicError(kind === "failed" ? 500 : 403);
  if (kind === "failed") return awsError("InternalServerError", 500);
  return awsError(kind === "refused" ? "ResourceNotFoundException" : "ConditionalCheckFailedException");
}

function topicError(status: number): AwsAnswer {
  const error = "<Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error>";
  return { status, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

function outsideFault(chance: Random): Fault {
  return chance.pick(["no answer", { status: 500, body: "" }, { status: 403, body: "" }, { body: "]no JSON[" }]);
}
