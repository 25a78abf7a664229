// Which of react-aria's texts are replaced, and by which.
import { describe, expect, it } from "vitest";
import { replacedTexts } from "./only-our-locales.ts";

const FOLDER = "/app/node_modules/react-aria/dist/private/intl/overlays";

describe("replacedTexts", () => {
  it("[UI12] keeps the app's languages and gives the nearest one for all others", () => {
    expect(replacedTexts(`${FOLDER}/en-US.mjs`)).toBeNull();
    expect(replacedTexts(`${FOLDER}/zh-CN.mjs`)).toBeNull();
    expect(replacedTexts(`${FOLDER}/de-DE.mjs`)).toContain("./en-US.mjs");
    expect(replacedTexts(`${FOLDER}/zh-TW.mjs`)).toContain("./zh-CN.mjs");
    expect(replacedTexts("/app/node_modules/react-aria-components/dist/private/intl/fr-FR.mjs")).toContain(
      "./en-US.mjs",
    );
  });

  it("[UI12] leaves every other module alone", () => {
    expect(replacedTexts("/app/node_modules/react-aria/dist/private/overlays/intlStrings.mjs")).toBeNull();
    expect(replacedTexts("/app/src/language/intl/de-DE.mjs")).toBeNull();
  });
});
