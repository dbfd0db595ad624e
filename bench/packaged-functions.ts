import { basename } from "node:path";
import type { StackJson } from "../modules/synthesis/synthesized-stack.ts";
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

/** Stands for what is known only after a deployment, by kind and attribute. */
const valuesAfterDeployment: Readonly<Record<string, string>> = {
  "aws_sns_topic.arn": "arn:aws:sns:us-east-1:111122223333:bench",
  "aws_secretsmanager_secret.arn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:bench",
  "aws_lambda_function_url.function_url": "https://bench.lambda-url.us-east-1.on.aws/",
};

type Resources = NonNullable<StackJson["resource"]>;

/** A variable's value with the attributes that it refers to. A reference to anything unknown stays as it is. */
function resolved(value: string, resources: Resources): string {
  return value.replace(/\$\{(\w+)\.([\w-]+)\.(\w+)\}/g, (reference, kind: string, id: string, attribute: string) =>
    String(resources[kind]?.[id]?.[attribute] ?? valuesAfterDeployment[`${kind}.${attribute}`] ?? reference),
  );
}

/** Every zip once, with the environment of the first function that is deployed from it. */
export function packagedFunctions(output: SynthesisOutput): readonly PackagedFunction[] {
  const byZip = new Map<string, PackagedFunction>();
  for (const { resource = {} } of Object.values(output)) {
    for (const json of Object.values(resource.aws_lambda_function ?? {}) as unknown as readonly FunctionJson[]) {
      const [, id = ""] = /^\$\{aws_s3_object\.(.+)\.key\}$/.exec(json.s3_key) ?? [];
      const zip = basename(String(resource.aws_s3_object?.[id]?.source));
      const variables = Object.entries(json.environment.variables);
      const environment = {
        ...runtimeVariables,
        ...Object.fromEntries(variables.map(([name, value]) => [name, resolved(value, resource)])),
        AWS_LAMBDA_FUNCTION_NAME: json.function_name,
      };
      if (!byZip.has(zip)) byZip.set(zip, { name: zip.replace(/-[0-9a-f]{16}\.zip$/, ""), zip, environment });
    }
  }
  return [...byZip.values()];
}
