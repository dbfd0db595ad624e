import { usualTestsWithout } from "./usual-tests.ts";

/** Every test may carry the id of a requirement. */
export default usualTestsWithout([]);
