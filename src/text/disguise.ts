/** Letters of other scripts that pass for Latin ones, after Unicode's table of confusables: the commonest. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [...'АAВBЕEКKМMНHОOРPСCТTХXІIЅSЈJаaеeоoрpсcіiуyхxѕsјjԁdһhկkոnմmοoνvιiαaυuρpτtκkεeγyωw'].flatMap((letter, at, all) =>
    at % 2 === 0 ? [[letter, all[at + 1] ?? letter] as const] : [],
  ),
)
const LOOKALIKE = new RegExp(`[${[...LOOKALIKES.keys()].join('')}]`, 'gu')
const ASCII = /^[\t\n -~‘’“”–—…]*$/

/** Lines drawn through or around letters; accents stay. */
const OVERLAYS = /[\u0334-\u0338\u20d0-\u20f0]/gu
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

/** The text as an eye reads it: unseen characters gone, letters of other shapes and scripts as the Latin ones they pass for. */
export function plainLetters(text: string): string {
  if (ASCII.test(text)) return text
  const bare = text.normalize('NFKC').replaceAll(UNSEEN, '').replaceAll(OVERLAYS, '').replaceAll(/\s+/gu, ' ')
  // Only in words that have Latin letters too: a Greek name stays Greek.
  return bare.replaceAll(MIXED_WORD, (word) => word.replaceAll(LOOKALIKE, (letter) => LOOKALIKES.get(letter) ?? letter))
}

const OTHER = '[\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}]'
const MIXED_WORD = new RegExp(
  `(?<![\\p{L}\\p{M}])(?=[\\p{L}\\p{M}]*\\p{Script=Latin})(?=[\\p{L}\\p{M}]*${OTHER})[\\p{L}\\p{M}]+`,
  'gu',
)
/** Letters of mathematics, in circles or of full width: nobody sets a report in them. */
const DRAWN = /[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}\u2460-\u24ff\uff21-\uff3a\uff41-\uff5a]/gu
/** Letters one by one. */
const SPACED = /(?:(?<![\p{L}\p{N}])\p{L}\s){8,}/u
/** Figures for letters: `pr3v10u5`. "MP3s", "G20" and "5G" are words; three such in a sentence are none. */
const FIGURED = /(?<![\p{L}\p{N}])(?=[\p{L}\d]*\d\p{L})(?=[\p{L}\d]*\p{L}\d)[\p{L}\d]{3,}/gu
const FIGURED_MAX = 2
/** Characters of the tag block, and overrides of the writing direction. */
const HIDING = /[\u{e0000}-\u{e007f}\u202a-\u202e\u2066-\u2069]/u
/** One word with two scripts is a slip or a sign ("β-carotene" has a hyphen), two are a disguise. */
const MIXED_WORDS_MAX = 1
const DRAWN_MAX = 3
const STRUCK_MAX = 3

/** True where letters stand for what they are not, so that a reader sees other words than a program. */
export function isDisguised(text: string): boolean {
  if (SPACED.test(text) || (text.match(FIGURED)?.length ?? 0) > FIGURED_MAX) return true
  if (ASCII.test(text)) return false
  return (
    HIDING.test(text) ||
    (text.match(DRAWN)?.length ?? 0) > DRAWN_MAX ||
    (text.match(OVERLAYS)?.length ?? 0) > STRUCK_MAX ||
    (text.match(MIXED_WORD)?.length ?? 0) > MIXED_WORDS_MAX
  )
}
