import * as z from "zod/mini";
import { getItem } from "../../shared/aws/dynamodb.ts";
import { ok } from "../http/answer.ts";
import { databaseError } from "../http/api-error.ts";
import { route } from "../http/route.ts";
import { configuration, environment } from "../runtime.ts";

/** A key that no row has: the read proves the way to the table, its permission and its throughput. */
const probe = { PK: "HEALTH", SK: "HEALTH" };

/** Reads from the users table, which every request of a person needs. */
export const health = route({
  method: "GET",
  path: "/health",
  name: "readHealth",
  tag: "system",
  summary: "Whether the function reaches its database.",
  access: "public",
  errors: ["DATABASE_ERROR"],
  answers: { 200: z.strictObject({ status: z.literal("healthy"), table: z.string(), environment: z.string() }) },
  async answer() {
    try {
      await getItem(configuration.USERS_TABLE, { Key: probe });
    } catch (error) {
      throw databaseError(error);
    }
    return ok({ status: "healthy", table: configuration.USERS_TABLE, environment });
  },
});
