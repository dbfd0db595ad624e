import { lambda } from "../shared/lambda.ts";
import { notification as contract } from "./contract.ts";

export const { configuration, metrics, traced, logger, handler: handle } = lambda(contract);
