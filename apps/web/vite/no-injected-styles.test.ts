// The style elements of the installed react-aria are found and made inert.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { breaksPolicy, makesStyleElement, withoutStyleElement } from "./no-injected-styles.ts";

/** Where the react-aria that the components use keeps its modules. */
const COMPONENTS = createRequire(import.meta.resolve("react-aria-components/Button"));
const REACT_ARIA = new URL("../private/", pathToFileURL(COMPONENTS.resolve("react-aria/usePress")));

describe("withoutStyleElement", () => {
  for (const name of ["interactions/usePress.mjs", "overlays/usePreventScroll.mjs"]) {
    it(`[UI11] takes the style element out of the installed ${name}`, () => {
      const path = fileURLToPath(new URL(name, REACT_ARIA));
      const code = readFileSync(path, "utf8");
      expect(makesStyleElement(code)).toBe(true);
      const changed = withoutStyleElement(code, path);
      expect(changed).not.toBeNull();
      expect(makesStyleElement(changed ?? code)).toBe(false);
    });
  }

  it("[UI11] leaves unknown modules alone, so that the build can stop at them", () => {
    const code = 'document.createElement("style")';
    expect(withoutStyleElement(code, "/app/node_modules/other/index.mjs")).toBeNull();
    expect(breaksPolicy("/app/node_modules/other/index.mjs", code)).toBe(true);
    expect(breaksPolicy("/app/node_modules/react-dom/cjs/react-dom-client.production.js", code)).toBe(false);
  });
});
