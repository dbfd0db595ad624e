// Loads a function's code as the Lambda runtime does, and ends: `node load-handler.mjs <handler.mjs>`.
import { pathToFileURL } from "node:url";

const [, , file] = process.argv;
// What the runtime offers to functions that stream their response.
globalThis.awslambda = { streamifyResponse: (handler) => handler, HttpResponseStream: { from: (stream) => stream } };
const { handler } = await import(pathToFileURL(file).href);
if (typeof handler !== "function") throw new Error(`${file} exports no function named handler`);
process.exit();
