import { type Answer, amended } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";

type Configuration = Readonly<Record<string, unknown>>;

/** Where a function's zip was taken from. */
interface CodeObject {
  readonly bucket: string;
  readonly key: string;
}

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
 * Configuration of functions that the emulator loses; layers of other accounts, which it refuses; and an address from
 * which a function's zip can be had.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const lambda: ServiceSupplement = ({ ask }) => {
  const kept = new Map<string, Configuration>();
  const codes = new Map<string, CodeObject>();
  const key = ({ region }: Call, name: string) => `${region}/${name}`;
  const rememberCode = (call: Call, name: string, { S3Bucket, S3Key }: Configuration) => {
    if (S3Bucket === undefined) return;
    codes.set(key(call, name), { bucket: String(S3Bucket), key: String(S3Key) });
  };
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
    "POST /2015-03-31/functions": async (call) => {
      const { FunctionName, Code = {} } = jsonOf(call);
      const answer = await write(call, String(FunctionName));
      if (answer.status < 300) rememberCode(call, String(FunctionName), Code as Configuration);
      return answer;
    },
    "PUT /2015-03-31/functions/*/configuration": (call, [name = ""]) => write(call, name),
    "PUT /2015-03-31/functions/*/code": async (call, [name = ""]) => {
      const answer = await read(call, [name]);
      if (answer.status < 300) rememberCode(call, name, jsonOf(call));
      return answer;
    },
    "GET /2015-03-31/functions/*/configuration": read,
    "GET /2015-03-31/functions/*": async (call, [name = ""]) =>
      amended(await ask(call), ({ Configuration, Code, ...rest }) => ({
        ...rest,
        Code: { ...(Code as Configuration), ...locationOf(call, codes.get(key(call, name))) },
        Configuration: configured(call, name)(Configuration as Configuration),
      })),
  };
};

/** Where a caller can fetch a zip: AWS gives an address that is signed, the emulator one that nobody serves. */
function locationOf({ headers }: Call, code: CodeObject | undefined): Configuration {
  if (code === undefined) return {};
  return { Location: `http://${headers.host}/${code.bucket}/${code.key.split("/").map(encodeURIComponent).join("/")}` };
}

/** Kept fields as AWS gives them back. */
function answered(name: string, { Layers, LoggingConfig, ...others }: Configuration = {}): Configuration {
  return {
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}`, ...(LoggingConfig as object | undefined) },
    ...others,
    ...(Layers === undefined ? {} : { Layers: (Layers as readonly string[]).map((Arn) => ({ Arn, CodeSize: 0 })) }),
  };
}
