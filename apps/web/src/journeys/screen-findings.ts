// What is wrong with a screen as it is shown: too wide, or in the wrong language. Comes in: a page. Goes out: a line for
// each finding.
import type { Page } from "playwright-core";
import { en } from "../language/en/index.ts";
import { enLater } from "../language/en/later.ts";
import { zhCn } from "../language/zh-cn/index.ts";
import { zhCnLater } from "../language/zh-cn/later.ts";

/** Texts that are the same in every language: names and what is quoted from others. */
const ANY_LANGUAGE = /^(Solewise|English|[\d.,:;/\s±%°–-]*)$/;

/** What a recording says of itself is shown as it is: the virtual runner's. */
const OF_RECORDING = /virtual runner seed \d+/g;

/** Words in a row that make a text English, not a name: `two feet`. */
const ENGLISH_WORDS = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

/** Whether the page scrolls sideways, and which elements stand out. */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const widthPx = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= widthPx) return [];
    const standsOut = (element: Element): boolean => element.getBoundingClientRect().right > widthPx + 1;
    const isClipped = (element: Element): boolean => {
      const around = element.parentElement;
      if (around === null || around === document.body) return false;
      return getComputedStyle(around).overflowX !== "visible" || isClipped(around);
    };
    const names = [...document.querySelectorAll("main *, nav *, [role=dialog] *")]
      .filter((element) => standsOut(element) && !isClipped(element) && ![...element.children].some(standsOut))
      .toSorted((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`);
    const widest = [...new Set(names)].slice(0, 4).join(", ");
    return [`scrolls sideways: ${document.documentElement.scrollWidth} px in ${widthPx}: ${widest}`];
  });
}

/** The same with text twice as large, as a reader sets it in the browser. */
export async function findOverflowOfLargeText(page: Page): Promise<string[]> {
  await setTextSize(page, "200%");
  const findings = await findOverflow(page);
  await setTextSize(page, "");
  return findings.map((finding) => `text at 200 %: ${finding}`);
}

/** Sets the text's size and lets what is placed by script find its new place. */
async function setTextSize(page: Page, size: string): Promise<void> {
  await page.evaluate(async (fontSize) => {
    document.documentElement.style.fontSize = fontSize;
    dispatchEvent(new Event("resize"));
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, size);
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
    .map((text) => text.replaceAll(OF_RECORDING, "").trim())
    .filter((text) => !ANY_LANGUAGE.test(text) && (english.has(text) || ENGLISH_WORDS.test(text)));
  return [...new Set(wrong)].map((text) => `English on a Chinese page: “${text}”`);
}

/** Every fixed text of English that reads otherwise in Chinese. */
function englishTexts(): Set<string> {
  const texts = new Set<string>();
  collectTexts({ ...en, ...enLater }, texts);
  const chinese = new Set<string>();
  collectTexts({ ...zhCn, ...zhCnLater }, chinese);
  return texts.difference(chinese);
}

function collectTexts(tree: object, texts: Set<string>): void {
  for (const value of Object.values(tree) as unknown[]) {
    if (typeof value === "string") texts.add(value);
    else if (typeof value === "object" && value !== null) collectTexts(value, texts);
  }
}
