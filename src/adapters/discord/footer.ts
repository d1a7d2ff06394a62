import { deliveryId } from '../../news/ids.ts'
import type { DeliveryId } from '../../news/ids.ts'

/** Which part of which delivery a post is; parts count from 1. */
export type PartMark = { readonly delivery: DeliveryId; readonly part: number; readonly parts: number }

const FOOTER = /^Standfirst · (\S{1,40})(?: · (\d{1,4})\/(\d{1,4}))?$/

/** `Standfirst · d1a2b3c4d5 · 2/3`: readers see which part they have, and Discord has no hidden place that an edit keeps. */
export function footerText({ delivery, part, parts }: PartMark): string {
  const count = parts === 1 ? '' : ` · ${part}/${parts}`
  return `Standfirst · ${delivery}${count}`
}

/** What `footerText` wrote, or null for any other text. */
export function readFooter(text: string | undefined): PartMark | null {
  const match = FOOTER.exec(text ?? '')
  if (match?.[1] === undefined) return null
  return { delivery: deliveryId(match[1]), part: Number(match[2] ?? 1), parts: Number(match[3] ?? 1) }
}
