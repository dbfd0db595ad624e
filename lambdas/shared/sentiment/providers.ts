import { url } from "../contract/index.ts";

/** Tiingo gives news to ingestion and prices to the dashboard. */
export const tiingoUrl = url({ meaning: "address of the Tiingo API", default: "https://api.tiingo.com" });
