import { type Answer, amended } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";

type Configuration = Readonly<Record<string, unknown>>;

/** What the emulator takes and does not give back, or does not change later. */
const keptFields = [
  "LoggingConfig",
  "DeadLetterConfig",
  "TracingConfig",
  "EphemeralStorage",
  "KMSKeyArn",
  "Layers",
] as const;

/**
 * Configuration of functions that the emulator loses; and layers of other accounts, which it refuses.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const lambda: ServiceSupplement = ({ ask }) => {
  const kept = new Map<string, Configuration>();
  const key = ({ region }: Call, name: string) => `${region}/${name}`;
  const configured = (call: Call, name: string) => (content: Configuration) => ({
    ...content,
    ...answered(name, kept.get(key(call, name))),
  });
  const write = async (call: Call, name: string): Promise<Answer> => {
    const { Layers, ...input } = jsonOf(call);
    const answer = await ask(call, Buffer.from(JSON.stringify(input)));
    if (answer.status >= 300) return answer;
    const fields = keptFields.flatMap((field) => {
      const value = field === "Layers" ? Layers : input[field];
      return value === undefined ? [] : [[field, value] as const];
    });
    kept.set(key(call, name), { ...kept.get(key(call, name)), ...Object.fromEntries(fields) });
    return amended(answer, configured(call, name));
  };
  const read: Operation = async (call, [name = ""]) => amended(await ask(call), configured(call, name));
  return {
    "POST /2015-03-31/functions": (call) => write(call, String(jsonOf(call).FunctionName)),
    "PUT /2015-03-31/functions/*/configuration": (call, [name = ""]) => write(call, name),
    "PUT /2015-03-31/functions/*/code": read,
    "GET /2015-03-31/functions/*/configuration": read,
    "GET /2015-03-31/functions/*": async (call, [name = ""]) =>
      amended(await ask(call), ({ Configuration, ...rest }) => ({
        ...rest,
        Configuration: configured(call, name)(Configuration as Configuration),
      })),
  };
};

/** Kept fields as AWS gives them back. */
function answered(name: string, { Layers, LoggingConfig, ...others }: Configuration = {}): Configuration {
  return {
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}`, ...(LoggingConfig as object | undefined) },
    ...others,
    ...(Layers === undefined ? {} : { Layers: (Layers as readonly string[]).map((Arn) => ({ Arn, CodeSize: 0 })) }),
  };
}
