import type { System } from "../contract/index.ts";

/** The financial-news sentiment system. */
export const sentiment = { name: "sentiment", metricNamespace: "SentimentAnalyzer" } as const satisfies System;
