import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** The body of `POST /v3/mail/send`, as far as SendGrid documents what this project uses; nothing else is allowed. */
const requestBody = z.strictObject({
  personalizations: z.array(z.strictObject({ to: z.array(z.strictObject({ email: z.email() })).min(1) })).min(1),
  from: z.strictObject({ email: z.email() }),
  subject: z.string().min(1),
  content: z.tuple([
    z.strictObject({ type: z.literal("text/plain"), value: z.string().min(1) }),
    z.strictObject({ type: z.literal("text/html"), value: z.string().min(1) }),
  ]),
  tracking_settings: z.strictObject({
    click_tracking: z.strictObject({ enable: z.boolean(), enable_text: z.boolean() }),
  }),
});

export type ReceivedMail = z.infer<typeof requestBody>;

/** An answer: a status, also with a header Retry-After; `hang-up` closes the connection, `silence` gives none. */
export type PlannedAnswer = number | { readonly status: number; readonly retryAfter: string } | "hang-up" | "silence";

export interface SendgridServer {
  readonly origin: string;
  /** Mails that were accepted. */
  readonly mails: ReceivedMail[];
  /** What is wrong with requests that do not keep to the documented format. */
  readonly faults: string[];
  /** The next answers, in order. Then 202 again. */
  readonly planned: PlannedAnswer[];
  close(): Promise<void>;
}

export const apiKey = "SG.test-key";

/**
 * Stands in for SendGrid on a free loopback port, and refuses whatever its documentation does not allow.
 *
 * @param key that requests must carry.
 */
export async function startSendgridServer(key = apiKey): Promise<SendgridServer> {
  const mails: ReceivedMail[] = [];
  const faults: string[] = [];
  const planned: SendgridServer["planned"] = [];
  const server = createServer(async (request, response) => {
    const outcome = await read(request, key);
    if (typeof outcome === "string") faults.push(outcome);
    const answer = typeof outcome === "string" ? 400 : (planned.shift() ?? 202);
    if (answer === "hang-up") return void request.socket.destroy();
    if (answer === "silence") return;
    const { status, retryAfter } = typeof answer === "number" ? { status: answer, retryAfter: undefined } : answer;
    if (status === 202 && typeof outcome !== "string") mails.push(outcome);
    response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter });
    // Errors quote what they are about, as SendGrid's do.
    response.end(status === 202 ? "" : JSON.stringify({ errors: [{ message: JSON.stringify(outcome) }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, mails, faults, planned, close };
}

/** The mail of a request, or what is wrong with it. */
async function read(request: IncomingMessage, key: string): Promise<ReceivedMail | string> {
  const body = await text(request);
  if (request.method !== "POST" || request.url !== "/v3/mail/send") return `${request.method} ${request.url}`;
  if (request.headers.authorization !== `Bearer ${key}`) return "authorization";
  if (request.headers["content-type"] !== "application/json") return "content-type";
  const { data, error } = requestBody.safeParse(JSON.parse(body));
  return data ?? z.prettifyError(error as z.ZodError);
}
