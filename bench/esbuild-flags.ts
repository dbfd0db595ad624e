type OptionValue = string | boolean | readonly string[] | Readonly<Record<string, unknown>>;

/** The arguments that tell esbuild's command what `options` tells its function. Lists that are empty say nothing. */
export function esbuildFlags(options: Readonly<Record<string, OptionValue>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (typeof value === "string" || value === false) return `${flag}=${value}`;
    if (value === true) return flag;
    if (Array.isArray(value)) return value.length === 0 ? [] : `${flag}=${value.join(",")}`;
    if (name === "tsconfigRaw") return `${flag}=${JSON.stringify(value)}`;
    return Object.entries(value).map(([key, text]) => `${flag}:${key}=${text}`);
  });
}
