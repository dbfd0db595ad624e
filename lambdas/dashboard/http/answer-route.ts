import { authenticate, type Person } from "../people/sessions.ts";
import type { Answer } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { inputOf } from "./input.ts";
import type { HttpRequest } from "./request.ts";
import type { Access } from "./route.ts";
import type { Match } from "./router.ts";

/**
 * Answers a request by its route: who may not ask is told first, then what is wrong with the input.
 *
 * @throws ApiError of every code that the route may answer with.
 */
export async function answerRoute(
  { route, parameters }: Match,
  request: HttpRequest,
  remainingMilliseconds: () => number,
): Promise<Answer> {
  const person = await admitted(route.access, request);
  return route.answer({ ...inputOf(route, request, parameters), request, remainingMilliseconds }, person);
}

async function admitted(access: Access, request: HttpRequest): Promise<Person | undefined> {
  if (access === "public") return undefined;
  const person = await authenticate(request.headers.authorization, Date.now());
  if (access === "signed-in" && person.authType !== "email")
    throw new ApiError("FORBIDDEN", "Sign in with an e-mail address first.");
  return person;
}
