import { usualTestsWithout } from "./usual-tests.ts";

/** For tests that are named, whichever they are. */
export default usualTestsWithout([]);
