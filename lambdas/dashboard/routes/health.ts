import { getItem } from "../../shared/aws/dynamodb.ts";
import { ok } from "../http/answer.ts";
import { databaseError } from "../http/api-error.ts";
import type { PublicRoute } from "../http/router.ts";
import { configuration, environment } from "../runtime.ts";

/** A key that no row has: the read proves the way to the table, its permission and its throughput. */
const probe = { PK: "HEALTH", SK: "HEALTH" };

/** Reads from the users table, which every request of a person needs. */
export const health: PublicRoute = {
  method: "GET",
  path: "/health",
  summary: "Whether the function reaches its database.",
  access: "public",
  async answer() {
    try {
      await getItem(configuration.USERS_TABLE, { Key: probe });
    } catch (error) {
      throw databaseError(error);
    }
    return ok({ status: "healthy", table: configuration.USERS_TABLE, environment });
  },
};
