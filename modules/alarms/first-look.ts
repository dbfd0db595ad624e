import { type FunctionQuestion, functionQuestions } from "../queries/questions.ts";

/** Where to look first when an alarm goes off. */
export type FirstLook =
  | {
      readonly kind: "logs";
      readonly logGroup: string;
      /** Name under which the query is saved, beside others of the log group. */
      readonly name: string;
      /** In the language of CloudWatch Logs Insights. */
      readonly query: string;
    }
  | {
      readonly kind: "traces";
      /** Filter expression of X-Ray. */
      readonly filter: string;
    }
  | {
      /** A metric to look at, where neither logs nor traces know more. */
      readonly kind: "metrics";
      readonly text: string;
    };

/** Log group of a function. */
export function lambdaLogGroup(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** A query over the logs of a function. */
export function logsQuery(functionName: string, name: string, query: string): FirstLook {
  return { kind: "logs", logGroup: lambdaLogGroup(functionName), name, query };
}

/** A question that any function is asked. */
export function logsQuestion(functionName: string, question: FunctionQuestion): FirstLook {
  return logsQuery(functionName, question, functionQuestions[question]);
}

/** Failed invocations of a function, by the class of their error. */
export function failuresQuery(functionName: string): FirstLook {
  return logsQuestion(functionName, "failures");
}

export function tracesQuery(filter: string): FirstLook {
  return { kind: "traces", filter };
}

export function metricLook(text: string): FirstLook {
  return { kind: "metrics", text };
}

/** One line for a mail, with what can be pasted at its end. */
export function firstLookText(look: FirstLook): string {
  switch (look.kind) {
    case "logs":
      return `Logs Insights, ${look.logGroup}: ${look.query}`;
    case "traces":
      return `X-Ray traces: ${look.filter}`;
    case "metrics":
      return `Metrics: ${look.text}`;
  }
}
