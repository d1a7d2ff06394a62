/** Markup, addresses and orders to a program: no reporter writes so, whoever does wants something done. */
const PATTERNS: readonly RegExp[] = [
  /https?:\/\/|\b(?:hxxps?|ftps?):\/\/|\bwww\.|\b(?:mailto|javascript|vbscript|tel):(?=\S)/iu,
  // An address, written out or with its dots disguised. Companies that are called by theirs begin with a capital.
  /(?<![\p{L}\p{N}.-])[\p{Ll}\p{N}-]{2,63}(?:\.[\p{Ll}\p{N}-]{1,63}){0,5}(?:\.|\[\.\]|\u2024|\u00b7)(?:com|org|net|info|io|co|ru|cn|xyz|me|gg|ly|tv|app|dev|site|online|top|example)(?![\p{L}\p{N}-])/u,
  /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{2,63}\.\p{Ll}{2,12}\/\S/u,
  /\S@[\p{L}\p{N}-]+\.\p{L}/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/,
  // Mentions and channels: names of people in chats, all of them, small letters behind a hash.
  /(?<![\p{L}\p{N}.])[@＠﹫][\p{L}\p{N}_]/u,
  /(?<![\p{L}\p{N}&])#[\p{Ll}\d][\p{Ll}\d_-]{2,}/u,
  /<[!@#&/]{0,2}[a-z\d]|<\||\|>|<</iu,
  // Markup and data.
  /\]\(|\[\/?[A-Z]{3,}\]|\[(?:\d{1,3}|Q\d+[^\]]*)\]|```|(?<![`\p{L}])`[\w.-]+(?: [\w.-]+){0,3}`(?!`)|\*\*\p{L}|__\p{L}|\|\|\p{L}|\{\{|\{"|"\}|^#{1,6} |#{3}|(?:^|\s)- \[[ x]\]/u,
  // Commands.
  /(?:^|[\s“"«(])[/!]\p{Ll}{2,}(?![\p{L}/]*\/)/u,
  /\$\(|`\$|;\s*--|\b(?:DROP|DELETE|INSERT|SELECT) (?:TABLE|FROM|INTO|\*)|\brm -|\w\(\{|\w\("/u,
  // Keys, hashes, purses, numbers of telephones and accounts, words in code.
  /(?<![\p{L}\p{N}/.-])(?=[\w+/=]{0,200}(?:\d|\p{Ll}\p{Lu}))[\w+/=]{24}/u,
  /(?<![\p{L}\p{N}])(?:[\da-f]{2}[\s:]?){12,}(?![\p{L}\p{N}])|(?:%[\da-f]{2}[^%\s]*){2}|&#x?[\da-f]+;|(?:\b[01]{8}\b\s?){2}|(?:(?<!\S)[.·−-]{1,6}\s){4}/iu,
  /(?<!\d)(?:\+\d{1,3}|0\d{2,4}|\(0?\d{2,4}\))[ /-]?\(?\d{2,5}\)?[ /-]?\d{3,4}(?:[ /-]?\d{2,4})?(?!\d)|(?<![\d-])\d{3}-\d{3,4}-\d{3,4}(?![\d-])|\b[A-Z]{2}\d{2}(?: ?\d{4}){3,}/u,
  /\b(?:rot-?13|base-?64|hexadecimal|url-?encoded)\b/iu,
  // Words joined by signs that stand for blanks.
  /\p{L}\^\p{L}+\^\p{L}/u,
]

/** True where the text is written for a program, or would make one act, rather than for readers. */
export function isForPrograms(text: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(text))
}
