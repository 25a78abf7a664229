// A file's name → the foot it was recorded on, as people name such files; null when the name does not say or says both.
import type { Side } from "@solewise/terms";

/** Words for each side: English, German, French, Spanish, Italian, Portuguese, Dutch. Single letters stand alone. */
const WORDS: Readonly<Record<Side, ReadonlySet<string>>> = {
  left: new Set(
    "l lt lf left links linker linke linkes gauche izquierdo izquierda izq sinistro sinistra sx esquerdo esquerda".split(
      " ",
    ),
  ),
  right: new Set(
    "r rt rf right rechts rechter rechte rechtes droit droite derecho derecha der destro destra dx direito direita".split(
      " ",
    ),
  ),
};
/** Words that are unmistakable at the beginning or after a noun of the trade: `leftfoot`, `imuright`. */
const JOINED: Readonly<Record<Side, RegExp>> = {
  left: /^left|(?:foot|feet|shoe|imu|sensor|walk|run|trial)left$/,
  right: /^right|(?:foot|feet|shoe|imu|sensor|walk|run|trial)right$/,
};
/** Scripts without spaces: Chinese and Japanese, Korean. */
const LETTERS: Readonly<Record<Side, RegExp>> = { left: /左|왼/u, right: /右|오른/u };

/** Guesses the side from a file name such as `foo.left.imu.csv`, `imu_R_200hz.csv`, `左.csv`; folders are not looked at. */
export function guessSide(fileName: string): Side | null {
  const name = (fileName.split(/[/\\]/).pop() ?? "").normalize("NFC");
  const saysLeft = names("left", name);
  const saysRight = names("right", name);
  if (saysLeft === saysRight) return null;
  return saysLeft ? "left" : "right";
}

function names(side: Side, name: string): boolean {
  if (LETTERS[side].test(name)) return true;
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => WORDS[side].has(word) || JOINED[side].test(word.replace(/\d+$/, "")));
}
