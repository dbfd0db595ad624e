import { dirname, join } from "node:path";
import ts from "typescript";

/** Errors about what is declared and not used: whoever makes the mistake removes that, too. */
const unusedCodes: ReadonlySet<number> = new Set([6133, 6192, 6196, 6198, 6199]);

/** Checks the types of a project; gives the first error in words, or undefined. */
export type TypeCheck = () => string | undefined;

/**
 * Opens a type check that remembers the sound project, so that each later check looks only at what a change affects.
 *
 * @throws Error where the project has errors before anything is changed.
 */
export function openTypeCheck(root: string): TypeCheck {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const incremental = { ...options, incremental: true, tsBuildInfoFile: join(dirname(root), "types.tsbuildinfo") };
  const check = (before?: ts.SemanticDiagnosticsBuilderProgram) => {
    const host = ts.createIncrementalCompilerHost(incremental);
    const program = ts.createSemanticDiagnosticsBuilderProgram(fileNames, incremental, host, before);
    const errors = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
    const error = errors.find(({ code }) => !unusedCodes.has(code));
    return { program, error: error && textOf(error) };
  };
  const sound = check();
  if (sound.error !== undefined) throw new Error(`The project has errors before any mutation: ${sound.error}`);
  return () => check(sound.program).error;
}

function textOf({ file, messageText, code }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  return `TS${code} ${text.slice(0, 160)}${file === undefined ? "" : ` (${file.fileName.split("/").slice(-2).join("/")})`}`;
}
