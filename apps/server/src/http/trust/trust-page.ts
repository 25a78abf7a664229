// The trust page as HTML, without a script and without inline styles. Comes in: facts and a language. Goes out: the page.
import { ENGLISH, type Steps, type TrustTexts } from "./trust-texts.ts";
import { CHINESE } from "./trust-texts-zh-cn.ts";

/** What a page says besides its words. */
export interface TrustPageFacts {
  fingerprint: string;
  /** The CA's name as devices list it. */
  caName: string;
  /** Address of the app, https. */
  appUrl: string;
}

/** Where the files lie. */
export const TRUST_PATHS = {
  page: "/trust",
  style: "/trust/style.css",
  certificate: "/trust/solewise-ca.crt",
  profile: "/trust/solewise-ca.mobileconfig",
} as const;

/** Text for HTML, in content and in quoted attributes. */ // SRV36
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}

/** The language of the page: the one asked for, else the first known one of Accept-Language, else English. */ // SRV35
export function chooseTexts(asked: string | undefined, acceptLanguage: string | undefined): TrustTexts {
  if (asked !== undefined) return /^zh/iu.test(asked) ? CHINESE : ENGLISH;
  const ranges = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.trim().split(";");
      const quality = Number(/^\s*q=([\d.]+)/u.exec(parameters[0] ?? "")?.[1] ?? 1);
      return { tag: tag.toLowerCase(), quality: Number.isFinite(quality) ? quality : 0 };
    });
  const known = ranges.filter(({ tag, quality }) => quality > 0 && /^(?:zh|en)(?:-|$)/u.test(tag));
  const [best] = known.sort((a, b) => b.quality - a.quality);
  return best?.tag.startsWith("zh") === true ? CHINESE : ENGLISH;
}

function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

/** Escapes a sentence and puts its names and links in. */
function sentence(text: string, texts: TrustTexts, facts: TrustPageFacts): string {
  return escapeHtml(text)
    .replaceAll("{ca}", () => `<b>${escapeHtml(facts.caName)}</b>`)
    .replaceAll("{certificate}", () => link(TRUST_PATHS.certificate, texts.certificate))
    .replaceAll("{profile}", () => link(TRUST_PATHS.profile, texts.profile));
}

function stepsSection({ title, steps }: Steps, texts: TrustTexts, facts: TrustPageFacts): string {
  const items = steps.map((step) => `<li>${sentence(step, texts, facts)}</li>`).join("\n");
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n<ol>\n${items}\n</ol>\n</section>`;
}

function languageLinks(texts: TrustTexts): string {
  const one = (language: string, name: string): string => {
    const current = texts.language === language ? ' aria-current="true"' : "";
    return `<a href="${TRUST_PATHS.page}?lang=${language}" lang="${language}" hreflang="${language}"${current}>${name}</a>`;
  };
  return `<nav aria-label="${escapeHtml(texts.languages)}">${one("en", "English")} ${one("zh-CN", "中文")}</nav>`;
}

/** The fingerprint in two lines of eight pairs each half, so that a narrow screen breaks it between pairs. */
function fingerprintHtml(fingerprint: string): string {
  const pairs = fingerprint.split(":");
  const rows = [0, 8, 16, 24].map((start) => pairs.slice(start, start + 8).join(":"));
  return `<p class="fingerprint"><code>${rows.map(escapeHtml).join(":<wbr>")}</code></p>`;
}

/** The whole page. */ // SRV34
export function trustPage(texts: TrustTexts, facts: TrustPageFacts): string {
  const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
  return `<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(texts.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${TRUST_PATHS.style}">
</head>
<body>
<header>${languageLinks(texts)}</header>
<main>
<h1>${escapeHtml(texts.title)}</h1>
${paragraphs(texts.what)}
<section>
<h2>${escapeHtml(texts.fingerprintTitle)}</h2>
<p>${escapeHtml(texts.fingerprint)}</p>
${fingerprintHtml(facts.fingerprint)}
</section>
${texts.devices.map((device) => stepsSection(device, texts, facts)).join("\n")}
<section>
<h2>${escapeHtml(texts.ready)}</h2>
<p><a class="button" href="${escapeHtml(facts.appUrl)}">${escapeHtml(texts.open)}</a></p>
</section>
<section>
<h2>${escapeHtml(texts.removeTitle)}</h2>
<ul>
${texts.remove.map((line) => `<li>${sentence(line, texts, facts)}</li>`).join("\n")}
</ul>
</section>
</main>
</body>
</html>
`;
}
