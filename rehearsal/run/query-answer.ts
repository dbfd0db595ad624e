/** An element of an answer in Query notation. */
export interface XmlElement {
  readonly name: string;
  /** Its own text, without that of the elements in it. */
  readonly text: string;
  readonly elements: readonly XmlElement[];
}

const escapes: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads an answer of AWS: elements and texts, nothing else counts. The result has no name. */
export function readXml(xml: string): XmlElement {
  const root = opened("");
  const open = [root];
  for (const [, end = "", name = "", alone = "", text = ""] of xml.matchAll(/<(\/?)([\w.:-]+)[^>]*?(\/?)>|([^<]+)/g)) {
    const current = open.at(-1) ?? root;
    if (name === "") current.text += unescaped(text);
    else if (end !== "") open.pop();
    else {
      const element = opened(name);
      current.elements.push(element);
      if (alone === "") open.push(element);
    }
  }
  return root;
}

function opened(name: string) {
  return { name, text: "", elements: [] as XmlElement[] };
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d+));/g, (_, name: string | undefined, code: string) =>
    name === undefined ? String.fromCodePoint(Number(code)) : (escapes[name] ?? ""),
  );
}

/** The first element of a name right in another one; undefined where there is none. */
export function elementIn({ elements }: XmlElement, name: string): XmlElement | undefined {
  return elements.find((each) => each.name === name);
}

/** The text of such an element. */
export function textIn(element: XmlElement, name: string): string | undefined {
  return elementIn(element, name)?.text;
}

/** The members of a list right in an element; none where it is not there. */
export function membersIn(element: XmlElement, list: string): readonly XmlElement[] {
  return elementIn(element, list)?.elements.filter(({ name }) => name === "member") ?? [];
}

/** The first element of a name at any depth. */
export function found(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element;
  for (const each of element.elements) {
    const inside = found(each, name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
