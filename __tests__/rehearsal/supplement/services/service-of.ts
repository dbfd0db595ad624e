import { json } from "../../../../rehearsal/supplement/answer.ts";
import { answering } from "../../../../rehearsal/supplement/answering.ts";
import type { Call } from "../../../../rehearsal/supplement/call.ts";
import type { ServiceSupplement } from "../../../../rehearsal/supplement/service-supplement.ts";
import { jsonCall, queryCall, restCall } from "../call-of.ts";

/** What an answer says: content where it is JSON, else text. */
export interface Reply {
  readonly status: number;
  readonly content: unknown;
}

/** One supplemented service, called in each notation. */
export interface TestedService {
  json(operation: string, input?: object): Promise<Reply>;
  rest(method: string, url: string, input?: object): Promise<Reply>;
  query(form: Readonly<Record<string, string>>): Promise<Reply>;
  /** Calls that the emulator got. */
  readonly asked: readonly Call[];
}

/**
 * Opens a service's supplement.
 *
 * @param emulated what the emulator says to a call; a text is sent as it is. Default: an empty object.
 */
export function serviceOf(
  service: string,
  supplement: ServiceSupplement,
  emulated: (call: Call) => object | string = () => ({}),
): TestedService {
  const asked: Call[] = [];
  const { answer } = answering({
    accountId: "111122223333",
    services: { [service]: supplement },
    ask: async (call) => {
      asked.push(call);
      const content = emulated(call);
      return typeof content === "string" ? { status: 200, headers: {}, body: Buffer.from(content) } : json(content);
    },
  });
  const reply = async (call: Call): Promise<Reply> => {
    const { status, body } = await answer(call);
    return { status, content: contentOf(body.toString("utf8")) };
  };
  return {
    json: (operation, input = {}) => reply(jsonCall({ service }, operation, input)),
    rest: (method, url, input) => reply(restCall({ service }, method, url, input)),
    query: (form) => reply(queryCall({ service }, form)),
    asked,
  };
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
