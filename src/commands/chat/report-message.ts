import type { ChannelRef, ChatMessage, Lang } from '../../news/message.ts'
import { channelKey } from '../../news/message.ts'
import type { ReportSubject } from '../grammar/command.ts'
import { item, notice } from './notice.ts'

/** What somebody told of, as the operators' channel reads it. */
export type Report = {
  readonly id: string
  readonly about: ReportSubject | null
  readonly text: string
  /** Where it was told. */
  readonly channel: ChannelRef | null
}

const REPORT_WORDS = {
  title: { en: 'A problem was reported', es: 'Se informó de un problema' },
  number: { en: (id: string) => `Report ${id}`, es: (id: string) => `Informe ${id}` },
  where: { en: (where: string) => `in ${where}`, es: (where: string) => `en ${where}` },
  line: {
    en: (story: string, line: string) => `about a line of ${story}; standfirst why ${story} ${line}`,
    es: (story: string, line: string) => `sobre una línea de ${story}; standfirst why ${story} ${line}`,
  },
  delivery: {
    en: (id: string) => `about the digest ${id}; standfirst deliveries`,
    es: (id: string) => `sobre el boletín ${id}; standfirst deliveries`,
  },
} as const

/** A report for the people who run the bot. It names nobody. */
export function reportMessage({ id, about, text, channel }: Report, { lang }: { readonly lang: Lang }): ChatMessage {
  const words = REPORT_WORDS
  const subject = () => {
    if (about === null) return []
    return [
      item(about.kind === 'line' ? words.line[lang](about.story, about.line) : words.delivery[lang](about.delivery)),
    ]
  }
  return notice(
    { lang },
    {
      title: words.title[lang],
      text: [text],
      sections: [
        {
          heading: words.number[lang](id),
          rows: [...(channel === null ? [] : [item(words.where[lang](channelKey(channel)))]), ...subject()],
        },
      ],
    },
  )
}
