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
        if (chunk.type === "chunk" && makesStyleElement(chunk.code)) {
          const modules = Object.keys(chunk.modules).join(", ");
          this.error(
            `${chunk.fileName} makes a <style> element, which the content security policy refuses: ${modules}`,
          );
        }
      }
    },
  };
}
