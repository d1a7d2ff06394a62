import type { ModelAsked, ModelStep } from './model-server.ts'
import { answering } from './model-server.ts'

type Copied = { readonly kind: string; readonly text: string; readonly claims: readonly number[] }

const CLAIM = /\S+ claim (\d+)\n([\s\S]*?)\n\S+ end \1/g

/** What a careful model answers: each claim's passage as it stands, its quotations as placeholders. */
export const copyClaims = ({ body }: ModelAsked): readonly Copied[] => copiesOf(body.messages.at(-1)?.content ?? '')

/** The same of the text that asks for it. */
export function copiesOf(user: string): readonly Copied[] {
  return [...user.matchAll(CLAIM)].map(([, n, told = '']) => {
    const [, text = ''] = /^text: (.*)$/m.exec(told) ?? []
    const plain = text.replaceAll(/\[Q(\d+):[^\]]*\]/g, '[Q$1]').replaceAll('^', ' ')
    return { kind: 'line', claims: [Number(n)], text: plain }
  })
}

/** The server's step for it. */
export const copying: ModelStep = (request, response) => answering({ lines: copyClaims(request) })(request, response)

/** The same after a while. */
export const copyingAfter =
  (ms: number): ModelStep =>
  (request, response) =>
    void setTimeout(() => copying(request, response), ms)
