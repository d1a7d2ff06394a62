import type { Lang } from '../news/message.ts'

/** What models used in some time; `money` in units of `currency`. */
export type ModelUse = {
  readonly name: string
  readonly currency: string
  readonly today: SpentToday
  readonly month: SpentToday
}

type SpentToday = {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly money: number
  /** 0…1; null where nothing was looked up. */
  readonly hitRate: number | null
}

const WORDS = {
  en: {
    lead: (name: string) => `Model ${name}`,
    today: 'today',
    month: 'this month',
    spent: (tokens: string, calls: string, money: string) => `${tokens} tokens (calls: ${calls}), ${money}`,
    hits: (share: string) => `${share} of what was asked was at hand`,
  },
  es: {
    lead: (name: string) => `Modelo ${name}`,
    today: 'hoy',
    month: 'este mes',
    spent: (tokens: string, calls: string, money: string) => `${tokens} tokens (llamadas: ${calls}), ${money}`,
    hits: (share: string) => `${share} de lo pedido ya estaba disponible`,
  },
} as const satisfies Record<Lang, unknown>

/** A brief costs tenths of a cent. */
const PRICE_DIGITS = 4

/** One line on what the model used today and this month (UTC). */
export function modelText({ name, currency, today, month }: ModelUse, lang: Lang): string {
  const words = WORDS[lang]
  const count = (n: number) => new Intl.NumberFormat(lang).format(n)
  const price = new Intl.NumberFormat(lang, { style: 'currency', currency, maximumFractionDigits: PRICE_DIGITS })
  const tell = ({ calls, inputTokens, outputTokens, money: units, hitRate }: SpentToday) => {
    const share = new Intl.NumberFormat(lang, { style: 'percent' }).format(hitRate ?? 0)
    const spent = words.spent(count(inputTokens + outputTokens), count(calls), price.format(units))
    return hitRate === null ? spent : `${spent}, ${words.hits(share)}`
  }
  return `${words.lead(name)}: ${words.today} ${tell(today)}; ${words.month} ${tell(month)}.`
}
