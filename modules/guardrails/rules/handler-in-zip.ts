import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** What Node.js looks for, in this order. */
const extensions = ["mjs", "cjs", "js"];

const zipName = /artifacts\/([^"/\\]+\.zip)/;

export const handlerInZip: Rule = {
  id: "handler-in-zip",
  wrong: "The zip of a function has no file of the handler's name.",
  matters: "The function deploys and then fails at every start: Cannot find module.",
  remedy: "Name a file of the zip, without its extension, and the function that it exports: handler.handler.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function", ({ body }, stack) => {
    const source = body.filename ?? stack.target(body.s3_key)?.body.source;
    const [, zip = ""] = zipName.exec(asText(source ?? "")) ?? [];
    const files = stack.zipContent(zip);
    const handler = stack.text(body.handler);
    if (files === undefined || handler === undefined) return "not applicable";
    const module = handler.slice(0, handler.lastIndexOf("."));
    return violationIf(!extensions.some((extension) => files.includes(`${module}.${extension}`)), {
      path: "handler",
      found: `"${handler}", and in ${zip} only ${files.join(", ")}`,
      expected: `a file ${module}.mjs in the zip`,
    });
  }),
};
