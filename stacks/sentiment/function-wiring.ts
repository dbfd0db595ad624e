import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { ArtifactStore } from "../../modules/artifacts/artifact-store.ts";
import { LambdaFunction } from "../../modules/functions/lambda-function.ts";
import type { ReachableResources } from "../../modules/functions/resources.ts";
import { connectTriggers, type Entrances } from "../../modules/functions/triggers.ts";
import type { Artifact } from "../../modules/packaging/artifact.ts";
import { ProblemError } from "../../modules/problem.ts";
import { TracePolicy } from "../../modules/tracing/trace-policy.ts";
import { logRetentionDays, settingsOf } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

export interface FunctionsProps {
  readonly contracts: readonly LambdaContract[];
  readonly artifacts: readonly Artifact[];
  readonly resources: Omit<ReachableResources, "functionUrl">;
  readonly scheduleDeadLetterQueueArn: string;
}

export interface Functions {
  /** By the name in the contract. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly entrances: ReadonlyMap<string, Entrances>;
}

/** All functions, then what invokes them: a function may need the URL of one that comes after it. */
export function addFunctions(scope: Construct, surroundings: Surroundings, props: FunctionsProps): Functions {
  const { environment, naming } = surroundings;
  const entrances = new Map<string, Entrances>();
  const resources = { ...props.resources, functionUrl: urlLookup(props.contracts, entrances) };
  const tracePolicyArn = new TracePolicy(scope, "trace-policy", { naming }).arn;
  const store = new ArtifactStore(scope, "artifacts", {
    bucketName: naming("S3 bucket", `lambda-deployments-${environment.accountId}`),
    protect: environment.protectData,
  });
  const functions = new Map(
    props.contracts.map((contract) => {
      const artifact = artifactOf(contract, props.artifacts);
      const lambdaFunction = new LambdaFunction(scope, contract.name, {
        contract,
        artifact,
        code: store.upload(artifact),
        environment: environment.name,
        region: environment.region,
        naming,
        resources,
        settings: settingsOf(environment, contract),
        logRetentionDays: logRetentionDays(environment, contract.name),
        tracePolicyArn,
        collectorLayerArn: environment.collectorLayerArn,
      });
      return [contract.name, lambdaFunction] as const;
    }),
  );
  for (const [name, target] of functions) {
    const entrance = connectTriggers(scope, target, {
      naming,
      resources,
      allowOrigins: environment.corsOrigins,
      scheduleDeadLetterQueueArn: props.scheduleDeadLetterQueueArn,
      accessLogRetentionDays: environment.logRetentionDays.default,
    });
    entrances.set(name, entrance);
  }
  return { functions, entrances };
}

/** URLs are known when all functions stand, so that what is returned is looked up at synthesis. */
function urlLookup(contracts: readonly LambdaContract[], entrances: ReadonlyMap<string, Entrances>) {
  const withUrl = contracts
    .filter(({ triggers }) => triggers.some(({ kind }) => kind === "function-url"))
    .map(({ name }) => name);
  return (functionName: string): string => {
    if (withUrl.includes(functionName)) {
      return Lazy.stringValue({ produce: () => entrances.get(functionName)?.url?.url });
    }
    throw new ProblemError([
      {
        place: "functionUrlOf",
        found: `"${functionName}"`,
        expected: `a function with a URL: ${[...withUrl].sort().join(", ") || "there is none"}`,
        remedy: "Correct the name, or give that function a functionUrl trigger.",
      },
    ]);
  };
}

function artifactOf({ name }: LambdaContract, artifacts: readonly Artifact[]): Artifact {
  const artifact = artifacts.find(({ functionName }) => functionName === name);
  if (artifact !== undefined) return artifact;
  throw new ProblemError([
    {
      place: `function ${name}`,
      found: "no packaged code",
      expected: "an artifact of this function",
      remedy: "Package every function before the stack is made.",
    },
  ]);
}
