import { callHttp, HttpStatusError } from "../shared/http.ts";
import { NotAcceptedError, UnansweredMailError, UnreachableError } from "./errors.ts";
import type { Mail } from "./mails/mail.ts";
import { configuration, traced } from "./runtime.ts";

/** Bound on one call of SendGrid. */
export const longestCallMilliseconds = 8_000;

/** Status by which SendGrid takes a mail (SendGrid API reference, v3 Mail Send). */
const accepted = 202;
const tooManyRequests = 429;

/** Codes of Node's errors where no connection came about, so that no request was sent. */
const unconnectedCodes: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "EAI_AGAIN", "ENOTFOUND", "EHOSTUNREACH"]);

/**
 * Makes one attempt at a mail.
 *
 * @throws UnansweredMailError where nobody knows whether it goes out; after any other error it does not: HttpStatusError,
 *   NotAcceptedError, UnreachableError.
 */
export async function callSendGrid(mail: Mail, key: string): Promise<void> {
  // A refusal for too many requests is how SendGrid works under load: it fails the attempt, but not the span.
  const refusal = await traced("sendgrid_send_email", async (annotate) => {
    annotate({ recipient_count: 1, template_name: mail.template });
    try {
      const status = await post(mail, key);
      annotate({ http_status: status });
      if (status !== accepted)
        throw new NotAcceptedError(`SendGrid answered with status ${status}, expected ${accepted}`);
      return undefined;
    } catch (error) {
      if (error instanceof NotAcceptedError) throw error;
      if (!(error instanceof HttpStatusError)) throw withoutAnswer(error);
      annotate({ http_status: error.status });
      if (error.status === tooManyRequests) return error;
      throw error;
    }
  });
  if (refusal !== undefined) throw refusal;
}

/** Of the error the code or class alone: its text can quote what was sent. */
function withoutAnswer(error: unknown): Error {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (unconnectedCodes.has(code)) return new UnreachableError(`No connection to SendGrid: ${code}`);
  return new UnansweredMailError(`No answer from SendGrid: ${error instanceof Error ? error.name : typeof error}`);
}

async function post(mail: Mail, key: string): Promise<number> {
  const response = await callHttp(new URL(`${configuration.SENDGRID_URL.replace(/\/+$/, "")}/v3/mail/send`), {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(requestBody(mail)),
    timeoutMilliseconds: longestCallMilliseconds,
  });
  await response.body?.cancel();
  return response.status;
}

/** The body of `POST /v3/mail/send`. Plain text has to stand before HTML. */
function requestBody({ to, subject, text, html }: Mail) {
  return {
    personalizations: [{ to: [{ email: to }] }],
    from: { email: configuration.FROM_EMAIL },
    subject,
    content: [
      { type: "text/plain", value: text },
      { type: "text/html", value: html },
    ],
    // Tracked links lead through SendGrid, which would then see the tokens of sign-in links.
    tracking_settings: { click_tracking: { enable: false, enable_text: false } },
  };
}
