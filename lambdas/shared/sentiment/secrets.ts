import { secretDefinition } from "../contract/index.ts";

export const tiingoSecret = secretDefinition("tiingo", ["api_key"]);
export const finnhubSecret = secretDefinition("finnhub", ["api_key"]);
export const sendgridSecret = secretDefinition("sendgrid", ["api_key"]);
