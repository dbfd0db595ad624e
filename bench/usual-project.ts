import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyFiles } from "../__tests__/helpers/project-copy.ts";

/** How the usual project imports the bindings of the AWS provider: one resource at a time, or all at once. */
export type ProviderImport = "deep" | "root";

const compilerOptions = {
  // As strict as the project itself: ts-node would find errors in narrowed types otherwise.
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  lib: ["es2023"],
  target: "es2022",
  module: "commonjs",
  moduleResolution: "node10",
  esModuleInterop: true,
  skipLibCheck: true,
};

/** Copies the project's sources into one of the usual shape: CommonJS, run by ts-node. */
export function copyAsUsualProject(root: string, target: string, providerImport: ProviderImport): void {
  copyFiles(root, target, (text) => {
    const commonJs = withoutExtensions(text);
    return providerImport === "root" ? withRootImports(commonJs) : commonJs;
  });
  writeFileSync(join(target, "package.json"), JSON.stringify({ private: true }));
  writeFileSync(join(target, "tsconfig.json"), JSON.stringify({ compilerOptions }));
}

/** CommonJS finds `./schema`, where the sources say `./schema.ts`. */
export function withoutExtensions(text: string): string {
  return text.replace(/((?:from|import)\s*\(?\s*"\.[^"]*)\.ts"/g, '$1"');
}

/** Takes the classes of each resource from the provider's root. Imports of types alone load nothing and stay. */
export function withRootImports(text: string): string {
  const deepImport = /import \{([^}]*)\} from "@cdktf\/provider-aws\/lib\/([a-z0-9-]+)\/index\.js";/g;
  return text.replace(deepImport, (_, names: string, folder: string) => {
    const namespace = folder.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
    const classes = names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "))
      .map((name) => name.replace(" as ", ": "));
    return [
      `import { ${namespace} as ${namespace}Module } from "@cdktf/provider-aws";`,
      `const { ${classes.join(", ")} } = ${namespace}Module;`,
    ].join(" ");
  });
}
