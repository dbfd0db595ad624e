import { basename } from "node:path";
import type { SynthesisOutput } from "./synthesis-output.ts";

/** A zip and the environment in which its code runs. */
export interface PackagedFunction {
  /** Name of the function in its contract. */
  readonly name: string;
  /** File name of the zip. */
  readonly zip: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface FunctionJson {
  readonly function_name: string;
  readonly s3_key: string;
  readonly environment: { readonly variables: Readonly<Record<string, string>> };
}

/** What the Lambda runtime sets for every function. */
const runtimeVariables = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" };

/**
 * Every zip once, with the environment of the first function that is deployed from it. Values that are known only after
 * a deployment stay Terraform references: texts, as the real values are.
 */
export function packagedFunctions(output: SynthesisOutput): readonly PackagedFunction[] {
  const byZip = new Map<string, PackagedFunction>();
  for (const { resource = {} } of Object.values(output)) {
    for (const json of Object.values(resource.aws_lambda_function ?? {}) as unknown as readonly FunctionJson[]) {
      const [, id = ""] = /^\$\{aws_s3_object\.(.+)\.key\}$/.exec(json.s3_key) ?? [];
      const zip = basename(String(resource.aws_s3_object?.[id]?.source));
      const environment = {
        ...runtimeVariables,
        ...json.environment.variables,
        AWS_LAMBDA_FUNCTION_NAME: json.function_name,
      };
      if (!byZip.has(zip)) byZip.set(zip, { name: zip.replace(/-[0-9a-f]{16}\.zip$/, ""), zip, environment });
    }
  }
  return [...byZip.values()];
}
