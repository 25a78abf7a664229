// What is wrong with a screen as it is shown: too wide, or in the wrong language. Comes in: a page. Goes out: a line for
// each finding.
import type { Page } from "playwright-core";
import { en } from "../language/en/index.ts";
import { zhCn } from "../language/zh-cn/index.ts";

/** Texts that are the same in every language: names and what is quoted from others. */
const ANY_LANGUAGE = /^(Solewise|English|[\d.,:;/\s±%°–-]*)$/;

/** Words in a row that make a text English, not a name: `two feet`. */
const ENGLISH_WORDS = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

/** Whether the page scrolls sideways, and which elements stand out. */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const widthPx = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= widthPx) return [];
    const names = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > widthPx + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`);
    return [`scrolls sideways: ${document.documentElement.scrollWidth} px in ${widthPx}: ${names.slice(-5).join(" ")}`];
  });
}

/** The same with text twice as large, as a reader sets it in the browser. */
export async function findOverflowOfLargeText(page: Page): Promise<string[]> {
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const findings = await findOverflow(page);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  return findings.map((finding) => `text at 200 %: ${finding}`);
}

/** English texts on a Chinese page: those of the messages, and whole phrases from anywhere else. */
export async function findEnglish(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const isElsewhere = (element: Element | null): boolean =>
      element === null || element.closest("[lang]:not([lang^='zh']), script, style, noscript, code") !== null;
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      if (!isElsewhere(walker.currentNode.parentElement)) found.push(walker.currentNode.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder], [aria-valuetext]")) {
      if (isElsewhere(element)) continue;
      for (const name of ["aria-label", "title", "alt", "placeholder", "aria-valuetext"]) {
        found.push(element.getAttribute(name) ?? "");
      }
    }
    return found;
  });
  const english = englishTexts();
  const wrong = texts
    .map((text) => text.trim())
    .filter((text) => !ANY_LANGUAGE.test(text) && (english.has(text) || ENGLISH_WORDS.test(text)));
  return [...new Set(wrong)].map((text) => `English on a Chinese page: “${text}”`);
}

/** Every fixed text of English that reads otherwise in Chinese. */
function englishTexts(): Set<string> {
  const texts = new Set<string>();
  collectTexts(en, texts);
  const chinese = new Set<string>();
  collectTexts(zhCn, chinese);
  return texts.difference(chinese);
}

function collectTexts(tree: object, texts: Set<string>): void {
  for (const value of Object.values(tree) as unknown[]) {
    if (typeof value === "string") texts.add(value);
    else if (typeof value === "object" && value !== null) collectTexts(value, texts);
  }
}
