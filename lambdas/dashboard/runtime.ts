import { lambda } from "../shared/lambda.ts";
import { dashboard as contract } from "./contract.ts";

export const { configuration, environment, metrics, traced, logger, handler: handle } = lambda(contract);
