import { defineConfig } from "vitest/config";
import usual from "../../../vitest.config.ts";

/**
 * The project's tests without some; a list on the command line would be ignored, because each project has its own. No
 * packages are bundled for them: copies share the folder in which that is kept.
 */
export function usualTestsWithout(leftOut: readonly string[]) {
  return defineConfig({
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
}
