import { ApiError } from "./api-error.ts";

/** Bytes that a body may have. */
export const maximumBodyBytes = 65_536;

/** Lists and objects within each other. No body of the API needs more than three. */
const maximumDepth = 20;

/**
 * The JSON of a body; no body counts as an empty object.
 *
 * @throws ApiError PAYLOAD_TOO_LARGE above 64 KB; VALIDATION_ERROR where it is not JSON, is nested deeper than 20, or
 *   has a key `__proto__`, which copying would make something else than a field.
 */
export function jsonBody(text: string): unknown {
  if (Buffer.byteLength(text) > maximumBodyBytes)
    throw new ApiError("PAYLOAD_TOO_LARGE", `The body has more than ${maximumBodyBytes} bytes.`);
  const value = parsed(text);
  refuseUnsafe(value, 1);
  return value;
}

function parsed(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refused("JSON");
  }
}

function refuseUnsafe(value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > maximumDepth) throw refused(`at most ${maximumDepth} lists and objects within each other`);
  if (Object.hasOwn(value, "__proto__")) throw refused("no key __proto__");
  for (const each of Object.values(value)) refuseUnsafe(each, depth + 1);
}

function refused(expected: string): ApiError {
  return new ApiError("VALIDATION_ERROR", "Not valid: body.", { details: [{ field: "body", expected }] });
}
