import * as z from "zod/mini";
import { getItem } from "../shared/aws/dynamodb.ts";
import { configurationKey } from "../shared/sentiment/configurations.ts";
import { personOf } from "../shared/sentiment/sessions.ts";
import { tickerForm } from "../shared/sentiment/tickers.ts";
import { configuration, environment, traced } from "./runtime.ts";

/** Whether a request may have the stream of a configuration. */
export type Authorization =
  | {
      readonly outcome: "granted";
      /** What the configuration follows: capital letters, at least one. */
      readonly tickers: readonly string[];
    }
  | { readonly outcome: "unauthorized" }
  /** The person has no such configuration, whether or not somebody else has. */
  | { readonly outcome: "not_found" };

/** A request for the stream of a configuration. */
export interface ConfigurationRequest {
  /** The header Authorization. */
  readonly authorization: string | undefined;
  /** As the path has it. */
  readonly configurationId: string;
}

const identifierForm = /^[\w-]{1,64}$/;

// No tickers would mean the articles of all tickers: such a row is refused.
const configurationRow = z.object({
  status: z.string(),
  tickers: z.array(z.object({ symbol: z.string().check(z.regex(tickerForm)) })).check(z.minLength(1)),
  ttl_timestamp: z.optional(z.number()),
});

/**
 * Verifies the token and looks the configuration up among those of its person: another person's is in another partition
 * of the table.
 *
 * @param now epoch milliseconds.
 * @throws what DynamoDB or Secrets Manager answered after the retries.
 */
export function authorize(request: ConfigurationRequest, now: number): Promise<Authorization> {
  return traced("authorize_stream", async (annotate) => {
    const authorization = await decide(request, now);
    annotate({ outcome: authorization.outcome });
    return authorization;
  });
}

async function decide({ authorization, configurationId }: ConfigurationRequest, now: number): Promise<Authorization> {
  const source = {
    usersTable: configuration.USERS_TABLE,
    secretArn: configuration.SESSION_TOKEN_SECRET_ARN,
    environment,
  };
  const person = await personOf(authorization, source, now);
  if (person === undefined) return { outcome: "unauthorized" };
  if (!identifierForm.test(configurationId)) return { outcome: "not_found" };
  const row = await getItem(configuration.USERS_TABLE, {
    Key: configurationKey(person.userId, configurationId),
    ProjectionExpression: "#status, #tickers, #ttl_timestamp",
    ExpressionAttributeNames: { "#status": "status", "#tickers": "tickers", "#ttl_timestamp": "ttl_timestamp" },
    ConsistentRead: true,
  });
  if (row === undefined) return { outcome: "not_found" };
  const { status, tickers, ttl_timestamp: expiresAt } = configurationRow.parse(row);
  // Expired rows stay in the table for up to days.
  const hasEnded = status !== "active" || (expiresAt !== undefined && expiresAt * 1000 <= now);
  return hasEnded ? { outcome: "not_found" } : { outcome: "granted", tickers: tickers.map(({ symbol }) => symbol) };
}
