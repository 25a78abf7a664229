// The showcase's texts in the reader's language.
import { useLanguage } from "../../language/language-context.tsx";
import { wordsEn } from "./words-en.ts";
import { wordsZhCn } from "./words-zh-cn.ts";

export function useWords(): typeof wordsEn {
  return useLanguage() === "zh-CN" ? wordsZhCn : wordsEn;
}
