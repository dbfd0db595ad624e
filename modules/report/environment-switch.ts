import { type Html, type HtmlValue, html } from "./html.ts";

/** Buttons that choose the environment that the page shows. They work without a script. */
export function environmentSwitch(environments: readonly string[]): Html {
  if (environments.length < 2) return html``;
  return html`<fieldset class="environments"><legend>Environment</legend>
${environments.map(
  (name, index) =>
    html`<label><input type="radio" name="environment" id="show-${name}" value="${name}"${index === 0 ? html` checked` : []}><span>${name}</span></label>
`,
)}</fieldset>`;
}

/** Something that is shown while its environment is chosen. */
export function inEnvironment(name: string, content: HtmlValue): Html {
  return html`<div data-environment="${name}">
${content}
</div>
`;
}

/** A few words that are shown while their environment is chosen. */
export function wordsInEnvironment(name: string, content: HtmlValue): Html {
  return html`<span data-environment="${name}">${content}</span>`;
}

export function environmentStyle(environments: readonly string[]): string {
  const rules = environments.map(
    (name) =>
      `body:has(#show-${name}:checked) [data-environment]:not([data-environment="${name}"]) { display: none; }\n`,
  );
  return `${switchStyle}${rules.join("")}`;
}

const switchStyle = `
.environments { display: grid; grid-template-columns: repeat(auto-fit, minmax(4.4rem, 1fr)); margin: 0 0 0.75rem; padding: 3px; border: 0; border-radius: 9px; background: var(--raised); }
.environments legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.environments label { cursor: pointer; }
.environments input { position: absolute; opacity: 0; }
.environments span { display: block; padding: 0.25rem 0.5rem; border-radius: 7px; color: var(--muted); text-align: center; font-size: 0.9rem; }
.environments input:checked + span { background: var(--surface); color: var(--text); font-weight: 600; box-shadow: 0 1px 3px rgb(0 0 0 / 0.2); }
.environments input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
`;

/** Shows the environment that the target of a followed link belongs to. */
export const environmentScript = `
const show = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const name = target?.closest("[data-environment]")?.dataset.environment;
  const choice = name === undefined ? null : document.getElementById("show-" + name);
  if (choice !== null && !choice.checked) {
    choice.checked = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", show);
show();
`;
