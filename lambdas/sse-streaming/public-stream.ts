import { type Invocation, refuse } from "./answers.ts";
import { openStream } from "./open-stream.ts";
import { parseFilter } from "./request.ts";

/** The stream that everybody may read. `began`: when the request was taken up, epoch milliseconds. */
export function streamToEverybody(invocation: Invocation, began: number): Promise<() => string> {
  const parsed = parseFilter(invocation.event.rawQueryString);
  if (!parsed.ok) return refuse(invocation, { code: "VALIDATION_ERROR", message: parsed.message });
  return openStream(invocation, {
    subject: { ...parsed.filter, configurationId: undefined },
    ignored: parsed.ignored,
    caching: "no-cache",
    began,
    isStillGranted: async () => true,
  });
}
