import type { Source } from '../news/brief.ts'
import type { Lang } from '../news/message.ts'
import type { SourceRelation } from '../news/story.ts'

type Reason = {
  /** A reason as it comes with a source; what it names is caught. */
  readonly pattern: RegExp
  readonly words: Readonly<Record<Lang, (...named: readonly string[]) => string>>
}

/** Why a source was grouped as it is, piece by piece, as src/story tells it. */
const REASONS: readonly Reason[] = [
  {
    pattern: /^it carries the credit line of (.+), but no outlet runs it$/u,
    words: {
      en: (wire) => `it carries the credit line of ${wire}, but no outlet runs it`,
      es: (wire) => `lleva la firma de ${wire}, pero ningún medio la publica`,
    },
  },
  {
    pattern: /^it carries the credit line of (.+)$/u,
    words: { en: (wire) => `it carries the credit line of ${wire}`, es: (wire) => `lleva la firma de ${wire}` },
  },
  {
    pattern: /^it names neither an outlet nor a source$/u,
    words: { en: () => 'it names neither an outlet nor a source', es: () => 'no nombra ni un medio ni una fuente' },
  },
  {
    pattern: /^it names no outlet$/u,
    words: { en: () => 'it names no outlet', es: () => 'no nombra ningún medio' },
  },
  {
    pattern: /^its interviews were given to (.+)$/u,
    words: {
      en: (name) => `its interviews were given to ${name}`,
      es: (name) => `sus entrevistas se dieron a ${name}`,
    },
  },
  {
    pattern: /^it rests on (.+)$/u,
    words: { en: (name) => `it rests on ${name}`, es: (name) => `se apoya en ${name}` },
  },
  {
    pattern: /^all of (.+) stands in it$/u,
    words: { en: (name) => `all of ${name} stands in it`, es: (name) => `contiene entero el texto de ${name}` },
  },
  {
    pattern: /^(\d+) % of the shorter text stands in the other, in the same order$/u,
    words: {
      en: (share) => `${share}% of the shorter text stands in the other, in the same order`,
      es: (share) => `el ${share} % del texto más corto está en el otro, en el mismo orden`,
    },
  },
  {
    pattern: /^the same report as (.+)$/u,
    words: { en: (name) => `the same report as ${name}`, es: (name) => `la misma información que ${name}` },
  },
  {
    pattern: /^(\d+) % of it is shared copy$/u,
    words: {
      en: (share) => `${share}% of it is shared copy`,
      es: (share) => `el ${share} % es texto compartido`,
    },
  },
  { pattern: /^not read yet$/u, words: { en: () => 'not read yet', es: () => 'aún sin leer' } },
]

/** What the remark before it tells already, by what the source is to the others. */
const TOLD: Readonly<Partial<Record<SourceRelation, RegExp>>> = {
  'own report': /^its outlet’s own report(?:, citing .+)?$/u,
  unattributed: /^it names neither an outlet nor a source$/u,
}

/** Why a source was grouped as it is, in the reader's language, without what its relation says; a reason that is not known stands as it is. */
export function whyIn({ why, relation }: Pick<Source, 'why' | 'relation'>, lang: Lang): string {
  const pieces = why.split('; ').flatMap((piece) => {
    if (piece === '' || TOLD[relation]?.test(piece) === true) return []
    for (const { pattern, words } of REASONS) {
      const found = pattern.exec(piece)
      if (found !== null) return [words[lang](...found.slice(1))]
    }
    return [piece]
  })
  return pieces.join('; ')
}
