import type { ArticleFlag } from '../news/article.ts'
import type { Outlet } from '../news/outlet.ts'
import { bylineOf, type RoleLine } from './clean-lines.ts'
import { nameAndDate, publicationTimeOfLine } from './find-dates-stated.ts'
import { outletOfHead, trailerOutlet, wireOfByline, wireOfCreditLine, wireOfDateline } from './outlet.ts'

/** What the lines of an article state once each has its role. */
export type LineFacts = {
  readonly title: string | null
  readonly dek: string | null
  readonly byline: string | null
  readonly publishedAt: string | null
  /** The outlet that the text says it first appeared at. */
  readonly outlet: string | null
  readonly wire: string | null
  readonly text: string
  readonly furniture: readonly string[]
  readonly flags: readonly ArticleFlag[]
}

/** A dek that is a sentence states something: it opens the text. A shorter one is a second headline. */
const DEK_SENTENCE_WORDS_MIN = 6
/** Credit lines stand in the header or at the end, never in the middle. */
const CREDIT_WORDS_MAX = 14
/** A text of fewer words on a page that asks for a subscription is its start, not the article. */
const STUB_WORDS_MAX = 150

/** Facts, body and furniture of classified lines. Body paragraphs are parted by one blank line; the title is not among them. */
export function composeArticle(lines: readonly RoleLine[], outlets: readonly Outlet[]): LineFacts {
  const title = lines.find((line) => line.role === 'title')?.text ?? null
  const dek = lines.find((line) => line.role === 'dek')?.text ?? null
  const byline = bylineAmong(lines)
  const paragraphs: string[] = []
  const furniture: string[] = []
  for (const line of lines) {
    if (line.role === 'body' || line.role === 'heading') paragraphs.push(line.text)
    else if (line.role === 'dek' && isStatement(line.text)) paragraphs.push(line.text)
    else if (line.role === 'furniture' || line.role === 'byline') furniture.push(line.text)
  }
  dropHangingHeadings(paragraphs, lines, furniture)
  const text = paragraphs.join('\n\n')
  const outlet = lines
    .map((line) => (line.role === 'furniture' ? trailerOutlet(line.text) : null))
    .find((name) => name !== null)
  return {
    title,
    dek,
    byline,
    publishedAt: lines.map(dateOf).find((date) => date !== null) ?? null,
    outlet: outlet ?? headOutlet(lines, outlets),
    wire: wireAmong(lines, paragraphs, byline, outlets),
    text,
    furniture,
    flags: flagsOf(lines, title, text),
  }
}

/** A section heading with nothing under it heads the furniture that follows. */
function dropHangingHeadings(paragraphs: string[], lines: readonly RoleLine[], furniture: string[]): void {
  const headings = new Set(lines.filter((line) => line.role === 'heading').map((line) => line.text))
  while (paragraphs.length > 1) {
    const last = paragraphs.at(-1)
    if (last === undefined || !headings.has(last)) return
    furniture.push(last)
    paragraphs.pop()
  }
}

function isStatement(dek: string): boolean {
  return /[.!?…][\s"'”’»)]*$/u.test(dek) && dek.split(/\s+/).length >= DEK_SENTENCE_WORDS_MIN
}

function bylineAmong(lines: readonly RoleLine[]): string | null {
  for (const [at, line] of lines.entries()) {
    if (line.role !== 'byline' && line.role !== 'furniture') continue
    const byline = bylineOf(line.text, lines[at + 1]?.text ?? '')
    if (byline !== null) return byline
    // Only the header and the footer carry bylines: the first paragraph ends the header.
  }
  return null
}

/** The outlet that a line `OUTLET, DATE` of the header names; further down such a line may be a reference. */
function headOutlet(lines: readonly RoleLine[], outlets: readonly Outlet[]): string | null {
  const body = lines.findIndex(({ role }) => role === 'body')
  for (const { role, text } of body === -1 ? lines : lines.slice(0, body)) {
    const head = role === 'furniture' || role === 'byline' ? nameAndDate(text) : null
    if (head !== null) return outletOfHead(head.name, outlets)
  }
  return null
}

function dateOf(line: RoleLine): string | null {
  return line.role === 'furniture' || line.role === 'byline' ? publicationTimeOfLine(line.text) : null
}

/** A credit line alone, a byline or a dateline says that the whole text is an agency's copy. A mention in a sentence does not. */
function wireAmong(
  lines: readonly RoleLine[],
  paragraphs: readonly string[],
  byline: string | null,
  outlets: readonly Outlet[],
): string | null {
  const named = byline === null ? null : wireOfByline(byline, outlets)
  if (named !== null) return named
  for (const line of lines) {
    const isCandidate = line.role === 'furniture' || line.role === 'byline' || line.role === 'heading'
    if (!isCandidate || line.text.split(/\s+/).length > CREDIT_WORDS_MAX) continue
    const wire = wireOfCreditLine(line.text, outlets)
    if (wire !== null) return wire
  }
  const first = paragraphs.slice(0, 2)
  const last = paragraphs.at(-1)
  const signed = last === undefined ? undefined : /[.!?”"]\s*[([]([^()[\]]{2,40})[)\]]\.?$/u.exec(last)?.[1]
  return (
    first.map((each) => wireOfDateline(each, outlets)).find((wire) => wire !== null) ??
    (signed === undefined ? null : wireOfCreditLine(signed, outlets))
  )
}

const OPINION_LABEL =
  /^(?:opinion|opinión|editorials?|columns?|columnas?|(?:columna|artículo) de opinión|columnist|commentary|comentario|op-?ed|guest (?:essay|column|commentary)|letters? to the editor|the editorial board|tribuna|perspective|viewpoint|analysis and opinion)(?:\s*[|:/·•–—-].*)?$/iu

/** True for a section label or a headline's mark that says the piece argues (`Opinion`, `Editorial: …`). */
function marksOpinion(label: string): boolean {
  return label.length <= 120 && OPINION_LABEL.test(label.trim())
}

function flagsOf(lines: readonly RoleLine[], title: string | null, text: string): ArticleFlag[] {
  const flags: ArticleFlag[] = []
  const outside = lines.filter((line) => line.role !== 'body')
  if (lines.some((line) => line.kind === 'machine')) flags.push('machine-made')
  const header = outside.slice(0, 40)
  const labelled = header.some((line) => line.text.split(/\s+/).length <= 4 && marksOpinion(line.text))
  if (labelled || (title !== null && /[:|]/.test(title) && marksOpinion(title))) flags.push('commentary')
  const asksToPay = lines.some((line) => line.kind === 'paywall')
  if (asksToPay && text.split(/\s+/).length < STUB_WORDS_MAX) flags.push('stub')
  return flags
}
