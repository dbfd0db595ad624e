import type { ErrorCode } from "../../shared/error-body.ts";
import type { Route } from "./route.ts";

/** Every code that a route may answer with: those that follow from its access and its input, and those it declares. */
export function errorCodesOf({ access, parameters, query, body, errors = [] }: Route): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(["INTERNAL_ERROR", ...errors]);
  if (access !== "public") codes.add("UNAUTHORIZED").add("DATABASE_ERROR");
  if (access === "signed-in") codes.add("FORBIDDEN");
  if (parameters !== undefined) codes.add("NOT_FOUND");
  if (parameters !== undefined || query !== undefined || body !== undefined) codes.add("VALIDATION_ERROR");
  if (body !== undefined) codes.add("PAYLOAD_TOO_LARGE");
  return [...codes].sort();
}
