import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "./environments/index.ts";
import { packageFunctions } from "./modules/packaging/package-functions.ts";
import * as sentimentFunctions from "./stacks/sentiment/functions.ts";
import { SentimentStack } from "./stacks/sentiment/sentiment-stack.ts";

const outputDirectory = process.env.CDKTF_OUTDIR ?? "cdktf.out";
const artifacts = await packageFunctions(
  process.cwd(),
  join(outputDirectory, "artifacts"),
  Object.values(sentimentFunctions).map(({ name }) => ({
    functionName: name,
    entryPoint: `lambdas/${name}/handler.ts`,
    files: {},
  })),
);
const app = new App({ outdir: outputDirectory });
for (const environment of environments) new SentimentStack(app, { environment, artifacts });
app.synth();
