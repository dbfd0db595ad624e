import { lambda } from "../shared/lambda.ts";
import { analysis as contract } from "./contract.ts";

export const { configuration, metrics, traced, failurePath, logger, handler: handle } = lambda(contract);
