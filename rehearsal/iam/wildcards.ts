/** Whether a text fits a pattern in which `*` stands for any characters and `?` for one. Takes linear space and no recursion. */
export function fitsPattern(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let tried = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern;
      tried = at;
      inPattern += 1;
    } else if (wanted === "?" || wanted === text[at]) {
      at += 1;
      inPattern += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

/** Parts of an ARN: five between colons, and all the rest. */
const arnParts = 6;

/** The six parts of an ARN; undefined where a text has fewer. */
export function partsOfArn(arn: string): readonly string[] | undefined {
  const words = arn.split(":");
  if (words.length < arnParts) return undefined;
  return [...words.slice(0, arnParts - 1), words.slice(arnParts - 1).join(":")];
}

/** Whether an ARN fits a pattern part by part: no wildcard reaches from one part into the next. */
export function fitsArnPattern(pattern: string, arn: string): boolean {
  const [patterns, parts] = [partsOfArn(pattern), partsOfArn(arn)];
  if (patterns === undefined || parts === undefined) return false;
  return patterns.every((each, index) => fitsPattern(each, parts[index] ?? ""));
}
