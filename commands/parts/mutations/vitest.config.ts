import { usualTestsWithout } from "./usual-tests.ts";

/**
 * Left out are tests that hold no behaviour: a document that is written anew would follow any mistake. Those that need a
 * checkout of their own find none in a copy. Those of the zips are a stage of their own.
 */
export default usualTestsWithout([
  "__tests__/docs/generated.test.ts",
  "__tests__/requirements/**",
  "__tests__/{rig,end-to-end,emitters,bench,mutations,commands}/**",
  "__tests__/add-a-lambda.test.ts",
]);
