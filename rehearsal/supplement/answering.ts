import { type Answer, serviceError } from "./answer.ts";
import { type AssumedRoles, assumedRoles } from "./assumed-roles.ts";
import type { Call } from "./call.ts";
import type { AnsweredBy, CallRecord } from "./call-record.ts";
import { type Operation, operationFor, type ServiceSupplement } from "./service-supplement.ts";

export interface AnsweringProps {
  /** Account that the emulator plays. */
  readonly accountId: string;
  /** What is added, by signing name of the service. */
  readonly services: Readonly<Record<string, ServiceSupplement>>;
  /** Lets the emulator answer. */
  readonly ask: (call: Call) => Promise<Answer>;
  /**
   * Asked before every call, with the ARN of the role that signed it (undefined: the deployment's own credentials); an
   * answer of it is final. Default: everything may be done.
   */
  readonly authorize?: (call: Call, role: string | undefined) => Answer | undefined | Promise<Answer | undefined>;
}

/** Answers calls and keeps a record of them. */
export interface Answering {
  answer(call: Call): Promise<Answer>;
  /** Every call, in the order of its answer. */
  readonly records: readonly CallRecord[];
}

/** Answers with what is added to the emulator, and with the emulator for all else. */
export function answering({ accountId, services, ask, authorize = () => undefined }: AnsweringProps): Answering {
  const records: CallRecord[] = [];
  const roles: AssumedRoles = assumedRoles();
  const emulatorAnswers = new WeakMap<Call, Answer>();
  const unknown = new WeakSet<Call>();
  const askEmulator = async (call: Call, body = call.body) => {
    const answer = await ask({ ...call, body });
    emulatorAnswers.set(call, answer);
    if (!isUnknownOperation(answer)) return answer;
    unknown.add(call);
    return serviceError(call, 501, "EmulatorGap", `The emulator does not know ${call.service} ${call.operation}.`);
  };
  const operations = new Map<string, Readonly<Record<string, Operation>>>(
    Object.entries(services).map(([name, service]) => [name, service({ accountId, ask: askEmulator })]),
  );
  const answered = async (call: Call): Promise<Answer> => {
    const refused = await authorize(call, roles.roleOf(call));
    if (refused !== undefined) return refused;
    const found = operationFor(operations.get(call.service) ?? {}, call);
    return found === undefined ? askEmulator(call) : found.operation(call, found.parts);
  };
  const whoAnswered = (call: Call, answer: Answer): AnsweredBy => {
    if (unknown.has(call)) return "nobody";
    const ofEmulator = emulatorAnswers.get(call);
    if (ofEmulator === undefined) return "supplement";
    return ofEmulator === answer ? "emulator" : "both";
  };
  return {
    records,
    async answer(call) {
      const answer = await answered(call).catch((error: unknown) => {
        unknown.add(call);
        return serviceError(call, 501, "SupplementFailure", `${call.service} ${call.operation}: ${String(error)}`);
      });
      roles.remember(call, answer);
      const { service, region, operation } = call;
      const role = roles.roleOf(call);
      records.push({ service, region, operation, role, status: answer.status, answeredBy: whoAnswered(call, answer) });
      return answer;
    },
  };
}

/**
 * Whether the emulator answered with the page that it shows for what it does not know. Its status, 404 or 500, would be
 * read as "there is none" or be tried again for minutes.
 */
function isUnknownOperation({ status, body }: Answer): boolean {
  return (
    (status === 404 || status >= 500) && body.subarray(0, 15).toString("latin1").toLowerCase() === "<!doctype html>"
  );
}
