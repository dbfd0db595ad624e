import type { Page } from "playwright-core";

/** A text of a page that is hard to read. */
export interface FaintText {
  readonly text: string;
  /** Contrast with what is behind it, from 1 (none) to 21 (WCAG 2.2). */
  readonly contrast: number;
}

/** What a page with all its texts looks like to a reader. */
export interface Legibility {
  /** Texts that were looked at. */
  readonly texts: number;
  readonly faint: readonly FaintText[];
}

/** Least contrast of text (WCAG 2.2, 1.4.3). */
const leastContrast = 4.5;

/** As much of a page's elements as is looked at here: the types of the DOM belong to browsers, not to this project. */
interface PageElement {
  readonly ownerDocument: PageDocument;
  readonly parentElement: PageElement | null;
  readonly namespaceURI: string | null;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  checkVisibility(): boolean;
}

interface PageText {
  readonly textContent: string | null;
  readonly parentElement: PageElement | null;
}

interface PageDocument {
  readonly body: PageElement;
  readonly defaultView: {
    getComputedStyle(element: PageElement): {
      readonly color: string;
      readonly fill: string;
      readonly backgroundColor: string;
    };
  };
  createTreeWalker(root: PageElement, kinds: number): { nextNode(): PageText | null };
}

/** Opens everything that is folded. */
export function unfold(page: Page): Promise<void> {
  return page.locator("details").evaluateAll((all) => {
    for (const details of all) details.toggleAttribute("open", true);
  });
}

/** Measures every text that is shown, in pictures too, against what is behind it. Opens what is folded. */
export async function legibility(page: Page): Promise<Legibility> {
  await unfold(page);
  return page.locator("body").evaluate(measure, leastContrast);
}

/** Runs in the page, so that it may use nothing from outside. */
function measure(body: PageElement, least: number): Legibility {
  const document = body.ownerDocument;
  const styleOf = (element: PageElement) => document.defaultView.getComputedStyle(element);
  const inPicture = (element: PageElement) => element.namespaceURI?.endsWith("/svg") === true;
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const over = (top: readonly number[], below: readonly number[]) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((index) => (top[index] ?? 0) * alpha + (below[index] ?? 0) * (1 - alpha));
  };
  const behind = (element: PageElement): readonly number[] => {
    const box = element.closest("g")?.querySelector("rect");
    if (inPicture(element) && box) return channels(styleOf(box).fill);
    const own = channels(styleOf(element).backgroundColor);
    const parent = element.parentElement;
    if ((own[3] ?? 1) === 1) return own;
    return over(own, parent === null ? [255, 255, 255] : behind(parent));
  };
  const contrast = (colour: string, ground: readonly number[]) => {
    const [light = 0, dark = 0] = [luminance(over(channels(colour), ground)), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const faint: FaintText[] = [];
  let texts = 0;
  const onlyTexts = 4;
  const walker = document.createTreeWalker(body, onlyTexts);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.textContent ?? "").trim();
    if (element === null || text === "" || element.closest("title, script, style")) continue;
    if (!element.checkVisibility()) continue;
    const found = contrast(inPicture(element) ? styleOf(element).fill : styleOf(element).color, behind(element));
    texts += 1;
    if (!(found >= least)) faint.push({ text: text.slice(0, 60), contrast: found });
  }
  return { texts, faint };
}
