import { defineConfig } from "vitest/config";
import usual from "../../../vitest.config.ts";

/**
 * Tests that hold no behaviour: a document that is written anew would follow any mistake. Those that need a checkout of
 * their own find none in a copy. Those of the zips are a stage of their own.
 */
const leftOut = [
  "__tests__/docs/generated.test.ts",
  "__tests__/requirements/**",
  "__tests__/{rig,end-to-end,emitters,bench,mutations,commands}/**",
  "__tests__/add-a-lambda.test.ts",
];

/**
 * The project's tests without some; a list on the command line would be ignored, because each project has its own. No
 * packages are bundled for them: copies share the folder in which that is kept.
 */
export default defineConfig({
  test: {
    ...usual.test,
    projects: (usual.test?.projects ?? []).map((project) => {
      if (typeof project !== "object" || !("test" in project)) return project;
      const { test = {} } = project;
      return {
        ...project,
        extends: "vitest.config.ts",
        test: { ...test, deps: {}, exclude: [...(test.exclude ?? []), ...leftOut] },
      };
    }),
  },
});
