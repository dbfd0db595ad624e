import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that start processes, build bundles or speak to servers: seconds each, where all others take milliseconds. */
const integration = [
  "__tests__/add-a-lambda.test.ts",
  "__tests__/alarms-simulator/*.test.ts",
  "__tests__/{bench,commands,drift,emitters,end-to-end,rig,terraform}/**/*.test.ts",
  "__tests__/lambdas/ingestion/{handler,guarded-source,self-healing,audit-trail,notify-new-items}.test.ts",
  "__tests__/lambdas/ingestion/{across-runs,active-tickers,fetch-news,quotas,request-analysis,store-stories}.test.ts",
  "__tests__/lambdas/notification/{alerts,alert-claims,digests,email-quota,handler,magic-links,mail-claims,send-mail}.test.ts",
  "__tests__/lambdas/shared/tracing/open-telemetry.test.ts",
  "__tests__/lambdas/sse-streaming/{bundle,configuration-spans,handler-spans}.test.ts",
  "__tests__/modules/{packaging,synthesis}/**/*.test.ts",
  "__tests__/**/*browser.test.ts",
  "__tests__/rehearsal/{supplement/supplement,with-terraform/*}.test.ts",
  "__tests__/modules/schema/synthesized-stacks.test.ts",
];

/** Tests that need what npm does not install: `npm run test:full` runs them, and says so where it is missing. */
const withInstallations =
  process.env.TEST_FULL === "1" ? [] : ["__tests__/end-to-end/*moto*.test.ts", "__tests__/**/*browser.test.ts"];

/** Tests that need Terraform and an AWS provider: `npm run test:full` runs them where it finds both, and says where not. */
const withTerraform = process.env.TEST_TERRAFORM === "1" ? [] : ["__tests__/rehearsal/with-terraform/*.test.ts"];

/** Tests of whole functions and of what reads the environment when it is loaded: each file gets modules of its own. */
const functions = [
  "__tests__/lambdas/*/{handler,routes,sessions,time-series,errors,openapi,prices,price-provider,trends,buckets,changes}.test.ts",
  "__tests__/lambdas/{dashboard,ingestion}/articles.test.ts",
  "__tests__/lambdas/analysis/{alert-requests,partial-write}.test.ts",
  "__tests__/lambdas/dashboard/{alerts,configurations,notification-preferences,rate-limits,sign-in}.test.ts",
  "__tests__/lambdas/dashboard/*{races,security}.test.ts",
  "__tests__/lambdas/sse-streaming/{configuration-stream,end-of-stream,resume,slow-reader}.test.ts",
  "__tests__/lambdas/sse-streaming/{log-volume,snapshot-and-changes,stream-authorization,stream-metrics}.test.ts",
  "__tests__/lambdas/shared/{configuration,back-off,bind-contract}.test.ts",
  "__tests__/lambdas/shared/tracing/x-ray.test.ts",
  "__tests__/lambdas/shared/metrics/*.test.ts",
  "__tests__/lambdas/shared/aws/*.test.ts",
  "__tests__/modules/queries/query-fields.test.ts",
];

/** Packages that every file would load again, hundreds of modules each: they are bundled once. */
const loadedByFunctions = [
  "@aws-lambda-powertools/logger",
  "@aws-lambda-powertools/metrics",
  "@aws-lambda-powertools/tracer",
  "@aws-sdk/client-cloudwatch",
  "@aws-sdk/client-dynamodb",
  "@aws-sdk/client-secrets-manager",
  "@aws-sdk/client-sns",
  "@aws-sdk/lib-dynamodb",
  "aws-sdk-client-mock",
  "fast-check",
  "zod/mini",
];

export default defineConfig({
  test: {
    silent: "passed-only",
    // Deployments mostly wait: one more worker than there are processors does not let them stand idle meanwhile.
    maxWorkers: availableParallelism() + (process.env.TEST_TERRAFORM === "1" ? 1 : 0),
    experimental: { fsModuleCache: true },
    pool: "threads",
    // No test is about time: these are for hosts with other work on them.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    projects: [
      {
        // Everything else shares what is loaded, the provider bindings above all.
        extends: true,
        test: {
          name: "units",
          include: ["__tests__/**/*.test.ts"],
          exclude: [...functions, ...integration],
          isolate: false,
          setupFiles: ["__tests__/helpers/traces-of-errors-only.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "functions",
          include: functions,
          exclude: integration,
          deps: { optimizer: { ssr: { enabled: true, include: loadedByFunctions } } },
          setupFiles: ["__tests__/helpers/quiet-output.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          testTimeout: 60_000,
          include: integration,
          exclude: [...withInstallations, ...withTerraform],
          setupFiles: ["__tests__/helpers/quiet-output.ts", "__tests__/helpers/traces-of-errors-only.ts"],
        },
      },
    ],
  },
});
