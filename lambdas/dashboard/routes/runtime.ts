import * as z from "zod/mini";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { route } from "../http/route.ts";
import { configuration, environment } from "../runtime.ts";

export const runtime = route({
  method: "GET",
  path: "/api/v2/runtime",
  name: "readRuntime",
  tag: "system",
  summary: "Where the event stream is, and which environment this is.",
  access: "public",
  answers: {
    200: z.strictObject({ sse_url: means(z.string(), "Address of the event stream."), environment: z.string() }),
  },
  async answer() {
    return ok({ sse_url: configuration.SSE_LAMBDA_URL, environment });
  },
});
