// Pictures of screens, for eyes: one file a screen and variant, in SOLEWISE_SCREENSHOTS, else .cache/screenshots.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type Variant, nameVariant } from "./variant.ts";

type Environment = Record<string, string | undefined>;

/** The folder of all pictures. */
export function screenshotFolder(environment: Environment = process.env): string {
  const repositoryFolder = fileURLToPath(new URL("../../..", import.meta.url));
  return resolve(repositoryFolder, environment["SOLEWISE_SCREENSHOTS"] ?? ".cache/screenshots");
}

/** The file of a screen's picture: `<folder>/<screen>.<size>.<theme>.<language>.png`. */
export function screenshotFile(screen: string, variant: Variant, environment: Environment = process.env): string {
  return join(screenshotFolder(environment), `${screen}.${nameVariant(variant)}.png`);
}

/** Takes the picture of the whole page, or of what is in sight, with its motion at an end. Returns the file. */
export async function takeScreenshot(page: Page, screen: string, variant: Variant, fullPage = true): Promise<string> {
  const path = screenshotFile(screen, variant);
  mkdirSync(join(path, ".."), { recursive: true });
  await page.screenshot({ path, fullPage, animations: "disabled" });
  return path;
}
