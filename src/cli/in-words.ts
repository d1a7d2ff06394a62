import { NewsError } from '../news/errors.ts'
import type { Desk } from '../pipeline/desk.ts'
import { sumUpWriting } from '../pipeline/writing/log-writing.ts'
import type { Told, Wording } from '../pipeline/writing/wording.ts'
import { faultLine, showUnseen } from './fault-line.ts'
import type { CliParts, Given } from './parts.ts'

/** Throws NewsError 'not-offered' where a model is to write and none is configured: before anything else is done. */
export function requireModel(given: Given, { model }: Pick<Desk, 'model'>): void {
  if (given['writer'] !== 'openai' || model !== null) return
  throw new NewsError(
    'not-offered',
    '--writer openai needs a model: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own (.env.example); or leave --writer out for extracts.',
  )
}

/**
 * The answer in a model's words where `--writer openai` asks for them: what it wrote, which of its lines were refused and why, or why
 * it did not write, is told on standard error. Where it fails or is late the answer is `plain`, in extracts: that is no fault of the command.
 */
export async function inWords<Value>(
  parts: Pick<CliParts, 'tell'>,
  given: Given,
  { model }: Pick<Desk, 'model'>,
  plain: Value,
  word: (wording: Wording) => Promise<Told<Value>>,
): Promise<Value> {
  if (given['writer'] !== 'openai' || model === null) return plain
  parts.tell(`${model.name} is asked for the words …\n`)
  const open = await model.open({
    onWritten: ({ fault, refused, ...heard }) => {
      parts.tell(`${fault ?? sumUpWriting(heard)}\n`)
      for (const { text, reasons } of refused)
        parts.tell(`  refused: “${showUnseen(text)}” (${showUnseen(reasons.join('; '))})\n`)
    },
    onFault: (error) => parts.tell(`standfirst: it stays extracts: ${faultLine(error)}\n`),
  })
  try {
    return (await word(open.forDigests)).told
  } finally {
    open.close()
  }
}
