import { plainText } from '../plain-text.ts'

/** More than this nobody types to a bot; the rest of a longer message is not read. */
const READ_MAX = 3_000

/** `<@U1>`, `<@U1|name>`: whom a message addresses. */
const PERSON = /<@[UW][A-Z0-9]*(?:\|[^<>]*)?>/g
/** `<#C1|news>`, `<!subteam^S1|@desk>`, `<https://a.example|a.example>`: what stands behind the bar was typed. */
const LABELLED = /<([#!]?)([^<>|]*)\|([^<>]*)>/g
/** `<#C1>`, `<!here>`, `<https://a.example>`. */
const BARE = /<([#!]?)([^<>|]*)>/g
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/**
 * A message's text as its writer typed it, on one line, without those it addresses:
 * https://docs.slack.dev/messaging/formatting-message-text. A link that was shown under another name keeps its name.
 */
export function typedWords(text: string): string {
  const words = text
    .slice(0, READ_MAX)
    .replaceAll(PERSON, ' ')
    .replaceAll(LABELLED, (_, sign: string, target: string, label: string) =>
      label === '' ? bare(sign, target) : `${sign === '#' ? '#' : ''}${label}`,
    )
    .replaceAll(BARE, (_, sign: string, target: string) => bare(sign, target))
    .replaceAll(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
  return plainText(words)
}

/** `!here` was typed as `@here`. */
function bare(sign: string, target: string): string {
  return `${sign === '!' ? '@' : sign}${target.replace(/^mailto:/, '')}`
}
