interface SettingBase {
  /** What the value means, with its unit where it has one. */
  readonly meaning: string;
}

/** A whole number within bounds. */
export interface IntegerSetting extends SettingBase {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
}

/** A text, optionally held to a pattern (a regular expression's source). */
export interface TextSetting extends SettingBase {
  readonly type: "text";
  readonly pattern?: string;
  readonly default?: string;
}

/** An absolute http or https URL. */
export interface UrlSetting extends SettingBase {
  readonly type: "url";
  readonly default?: string;
}

/** A plain value that differs between environments or is tuned without a change of code. */
export type Setting = IntegerSetting | TextSetting | UrlSetting;

/** TypeScript type of a setting's parsed value. */
export type SettingValue<S extends Setting> = S extends IntegerSetting ? number : string;

type Definition<S extends Setting> = Omit<S, "type">;

export function integer<const D extends Definition<IntegerSetting>>(definition: D): D & { readonly type: "integer" } {
  return { type: "integer", ...definition };
}

export function text<const D extends Definition<TextSetting>>(definition: D): D & { readonly type: "text" } {
  return { type: "text", ...definition };
}

export function url<const D extends Definition<UrlSetting>>(definition: D): D & { readonly type: "url" } {
  return { type: "url", ...definition };
}

/** Outcome of holding a text against a setting: its value, or what was expected. */
export type ParsedSetting =
  | { readonly ok: true; readonly value: string | number }
  | { readonly ok: false; readonly expected: string };

/** Parses an environment variable's text. Pure: used by handlers at start and by stacks at synth. */
export function parseSetting(setting: Setting, value: string): ParsedSetting {
  switch (setting.type) {
    case "integer": {
      const number = Number(value);
      const valid = /^-?\d+$/.test(value) && number >= setting.minimum && number <= setting.maximum;
      return valid
        ? { ok: true, value: number }
        : { ok: false, expected: `a whole number from ${setting.minimum} to ${setting.maximum}` };
    }
    case "text": {
      const pattern = setting.pattern ?? "\\S";
      return new RegExp(pattern).test(value)
        ? { ok: true, value }
        : {
            ok: false,
            expected:
              setting.pattern === undefined ? "a text that is not empty" : `a text that matches ${setting.pattern}`,
          };
    }
    case "url":
      return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
        ? { ok: true, value }
        : { ok: false, expected: "an absolute http or https URL" };
  }
}
