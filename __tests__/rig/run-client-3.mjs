// Starts a function under the runtime client of major version 3, as the managed runtimes up to nodejs22.x do.
import { run } from "aws-lambda-ric-3";

await run(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
