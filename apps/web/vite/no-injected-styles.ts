// Vite plugin: nothing in the build may write a <style> element, since the content security policy (style-src 'self')
// refuses it. react-aria does so in two modules (press handling, scroll lock on iOS); they get an inert <template>
// instead, and the rules they carried stand in ui/base.css and in the CSS of the overlays. A build in which any other
// code still makes a <style> stops.
import type { Plugin } from "vite";

const STYLE_ELEMENT = /createElement\(\s*(["'`])style\1\s*\)/g;

const KNOWN_MODULE = /\/react-aria\/dist\/.*\/(?:usePress|usePreventScroll)\.(?:mjs|js)$/;

/** A known module with its <style> made inert; null for all others. */
export function withoutStyleElement(code: string, moduleId: string): string | null {
  if (!KNOWN_MODULE.test(moduleId.replaceAll("\\", "/").split("?")[0] ?? "")) return null;
  return code.replace(STYLE_ELEMENT, "createElement($1template$1)");
}

/** Whether code makes a <style> element. */
export function makesStyleElement(code: string): boolean {
  return code.search(STYLE_ELEMENT) !== -1;
}

/** react-dom can make one, but only for a <style> in our own JSX, of which there is none. */
const REACT_DOM = /\/react-dom\//;

/** Whether a module of the build may write a style element when it runs. */
export function breaksPolicy(moduleId: string, code: string): boolean {
  return !REACT_DOM.test(moduleId.replaceAll("\\", "/")) && makesStyleElement(code);
}

/** The plugin. */
export function noInjectedStyles(): Plugin {
  return {
    name: "solewise-no-injected-styles",
    enforce: "pre",
    transform(code, id) {
      const changed = withoutStyleElement(code, id);
      return changed === null ? null : { code: changed, map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const guilty = Object.entries(chunk.modules).filter(([id, { code }]) => breaksPolicy(id, code ?? ""));
        if (guilty.length > 0) {
          const names = guilty.map(([id]) => id).join(", ");
          this.error(`makes a <style> element, which the content security policy refuses: ${names}`);
        }
      }
    },
  };
}
