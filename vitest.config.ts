import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    silent: "passed-only",
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    projects: [
      {
        // Constructs and tools share the loaded provider bindings; handlers read their environment once, so each of
        // their files gets modules of its own.
        test: {
          name: "application",
          include: ["__tests__/**/*.test.ts"],
          exclude: ["__tests__/lambdas/**", "__tests__/rig/**"],
          pool: "threads",
          isolate: false,
        },
      },
      { test: { name: "lambdas", include: ["__tests__/lambdas/**/*.test.ts"], pool: "threads", isolate: true } },
    ],
  },
});
