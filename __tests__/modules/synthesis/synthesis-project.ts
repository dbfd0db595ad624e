import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, TerraformStack } from "cdktf";
import { metrics } from "../../../lambdas/metrics/contract.ts";
import type { Artifact } from "../../../modules/packaging/artifact.ts";
import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { synthesize } from "../../../modules/synthesis/synthesize.ts";
import { addAwsProvider } from "../../../modules/terraform/aws-provider.ts";
import { temporaryProject } from "../../helpers/temporary-project.ts";

const tags = { Project: "system", Environment: "test", ManagedBy: "Terraform" };

/** A stack that uploads the artifact of function `one`; `more` adds to its JSON. */
export function definition(
  environment: string,
  changes: Partial<StackDefinition> & { readonly more?: (stack: TerraformStack) => void } = {},
): StackDefinition {
  const { more = () => {}, ...rest } = changes;
  return {
    name: `system-${environment}`,
    environment,
    production: false,
    functions: [{ contract: metrics, functionName: "one", entryPoint: "lambdas/one/handler.ts", files: {} }],
    check: () => {},
    addTo: async (app: App, artifacts: readonly Artifact[]) => {
      const stack = new TerraformStack(app, `system-${environment}`);
      addAwsProvider(stack, { region: "us-east-1", accountId: "111122223333", tags });
      stack.addOverride("resource.aws_s3_object.one", {
        bucket: "artifacts",
        key: "one.zip",
        source: `\${path.module}/../../artifacts/${artifacts[0]?.fileName}`,
      });
      more(stack);
    },
    ...rest,
  };
}

/** Two environments. */
export const both = [definition("dev"), definition("prod")];

/** A project, and a function that synthesizes it. */
export async function project() {
  const root = await temporaryProject();
  const outputDirectory = join(root, "cdktf.out");
  const synthesis = (definitions: readonly StackDefinition[], environments?: readonly string[]) =>
    synthesize({ root, outputDirectory, definitions, ...(environments === undefined ? {} : { environments }) });
  return { root, outputDirectory, synthesis };
}

/** The manifest as it was written. */
export function manifestOf(outputDirectory: string) {
  return JSON.parse(readFileSync(join(outputDirectory, "manifest.json"), "utf8"));
}

/** A change of the sources that changes the zip. */
export const otherGreeting = { "lambdas/shared/greeting.ts": 'export const greeting = "good evening";' };
