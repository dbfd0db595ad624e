import { restEvent, type TestAnswer, type TestRequest, urlEvent } from "../lambdas/dashboard/requests.ts";
import type { World } from "./world.ts";

/** The two ways to the dashboard: its REST API and its function URL. */
export const doors = [restEvent, urlEvent] as const;

/**
 * Sends a request to the dashboard.
 *
 * @throws Error where the function failed instead of answering.
 */
export async function ask(
  world: World,
  request: TestRequest,
  door: (typeof doors)[number] = urlEvent,
): Promise<TestAnswer> {
  const outcome = await world.request("dashboard", door(request));
  if (outcome.kind !== "response") throw new Error(`${request.path}: ${JSON.stringify(outcome)}`);
  const { statusCode, headers, body } = JSON.parse(outcome.body);
  return { status: statusCode, headers, body: body ? JSON.parse(body) : undefined };
}
