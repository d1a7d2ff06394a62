/** What an outlet says of its own article. `withdrawal`: it takes the article back. */
export type CorrectionNote = {
  readonly kind: 'correction' | 'clarification' | 'withdrawal'
  /** The note whole, without its label. */
  readonly says: string
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
}

const raw = String.raw
const PIECE = raw`(?:article|story|report|post|piece|page|item|dispatch|column|essay|interview|obituary|headline|caption|photo caption|graphic|chart|map|video|transcript|newsletter|summary|text|version|update)`
const PIEZA = raw`(?:artículo|articulo|nota|noticia|información|informacion|texto|reportaje|crónica|cronica|publicación|publicacion|titular|entrevista|pieza|despacho|versión|version|columna|gráfico|grafico|pie de foto)`
const IS = raw`(?:was|were|is|has been|have been|had been)(?: since| also)?`
const DATED = raw`(?:\s?[([][^()[\]]{1,60}[)\]]|,? (?:on )?\p{L}{3,10}\.? \d{1,2}(?:, \d{4})?|,? \d{1,2}(?: de)? \p{L}{3,10}(?:(?: de)? \d{4})?|,? \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})?`

/** A label with which a note begins. */
const LABELS: readonly (readonly [CorrectionNote['kind'], RegExp])[] = [
  ['correction', new RegExp(raw`^(?:corrections?(?: (?:and|&|to) (?:clarifications?|this ${PIECE}|the record))?|corrigend(?:um|a)|errat(?:um|a)|correcci[oó]n(?:es)?|rectificaci[oó]n|fe de err(?:atas|ores))${DATED}\s*(?:[:–—|]|-\s|$)\s*`, 'iu')],
  ['clarification', new RegExp(raw`^(?:clarifications?|aclaraci[oó]n(?:es)?|puntualizaci[oó]n)${DATED}\s*(?:[:–—|]|-\s|$)\s*`, 'iu')],
  ['withdrawal', new RegExp(raw`^(?:retraction|withdrawn|retracted|retractaci[oó]n|retirad[oa])${DATED}\s*(?:[:–—|]|-\s|$)\s*`, 'iu')],
] // prettier-ignore
/** A label under which editors say many things: it is a note where it speaks of a mistake or of another version. */
const EDITORS = new RegExp(raw`^(?:editor(?:['’]s|s)? note|note to readers?|nota (?:del? editor|de (?:la )?redacci[oó]n|a los lectores))${DATED}\s*[:–—|-]?\s*`, 'iu') // prettier-ignore

/** Sentences in which an outlet speaks of its own article. */
const STATEMENTS: readonly (readonly [CorrectionNote['kind'], RegExp])[] = [
  ['withdrawal', new RegExp(raw`\bthis ${PIECE} ${IS} (?:retracted|withdrawn|taken down|removed)\b|\bwe (?:have )?(?:retract(?:ed)?|withdr[ae]wn?|taken down) this ${PIECE}\b`, 'iu')],
  ['withdrawal', new RegExp(raw`\best[ea] ${PIEZA} (?:fue|ha sido|se ha) (?:retirad[oa]|eliminad[oa])(?!\p{L})|\bhemos retirado est[ea] ${PIEZA}(?!\p{L})`, 'iu')],
  ['correction', new RegExp(raw`\b(?:an?|the) (?:earlier|previous|prior|original|initial) (?:version|edition) of (?:this|the|our) (?:\p{L}+ )?${PIECE}\b|\bin an? (?:earlier|previous) version\b[^.]{0,60}\b(?:we|${PIECE})\b`, 'iu')],
  ['correction', new RegExp(raw`\bthis (?:\p{L}+ )?${PIECE} ${IS} (?:corrected|amended|revised|updated) (?:on [^.]{1,40} )?(?:to|because|after|with the correct)\b|\bthis ${PIECE} (?:originally|initially|previously|incorrectly|mistakenly|wrongly) (?:stated|said|reported|identified|misstated|misidentified|referred|gave|named|attributed)\b`, 'iu')],
  ['correction', new RegExp(raw`\bthis ${PIECE} ${IS} (?:corrected|amended)(?! for\b)|\bthis ${PIECE} (?:corrects|has corrected)\b|^\(?corrects? (?:the )?[^.]{3,120}\b(?:paragraph|headline|spelling|name|figure|date|day|to)\b`, 'iu')],
  ['correction', new RegExp(raw`\b(?:due|owing) to an? (?:editing|reporting|production|typing) error\b|\bwe (?:regret|apologi[sz]e for) (?:the|this) (?:error|mistake)s?\b`, 'iu')],
  ['correction', new RegExp(raw`(?<!\p{L})(?:una|la|en una) (?:versión|version|edición|edicion) (?:anterior|previa|original|inicial) (?:de|del) (?:est[ea] |la |el )?${PIEZA}(?!\p{L})|(?<!\p{L})(?:una|la|en una) versi[oó]n (?:anterior|previa) de (?:esto|lo publicado)`, 'iu')],
  ['correction', new RegExp(raw`(?<!\p{L})est[ea] ${PIEZA} (?:fue|ha sido|se ha) (?:corregid|modificad|rectificad|enmendad|actualizad)[oa](?: [^.]{1,40})? (?:para|porque|por (?:un|contener)|tras|ya que)(?!\p{L})|(?<!\p{L})est[ea] ${PIEZA} (?:fue|ha sido) (?:corregid|rectificad|enmendad)[oa](?!\p{L})`, 'iu')],
  ['correction', new RegExp(raw`(?<!\p{L})por (?:un )?error(?: de (?:edición|edicion|redacción|redaccion|transcripción))?,? (?:se (?:publicó|publico|dijo|informó|indicó|afirmó|señaló)|(?:publicamos|dijimos|informamos|afirmamos|indicamos|señalamos)|en est[ea] ${PIEZA})(?!\p{L})|(?<!\p{L})(?:lamentamos|pedimos disculpas por) (?:el|este) error(?!\p{L})`, 'iu')],
] // prettier-ignore

/** Notes are paragraphs of a few sentences; the shapes' cost grows with length. */
const NOTE_CHARS_MAX = 1_200
const PARAGRAPHS_MAX = 5_000

/**
 * The first note in a text in which its outlet corrects, clarifies or takes back its own article, in English or Spanish;
 * null where there is none. A report of a correction that others made is none.
 */
export function findCorrectionNote(text: string): CorrectionNote | null {
  let start = 0
  const lines = text.split('\n').slice(0, PARAGRAPHS_MAX)
  for (const [at, line] of lines.entries()) {
    const found = line.length > NOTE_CHARS_MAX ? null : noteOf(line.trim())
    if (found !== null && found.says !== '') return { ...found, start, end: start + line.length }
    if (found !== null) {
      // A label alone heads the paragraph that follows.
      const next = lines.findIndex((each, place) => place > at && each.trim() !== '')
      const says = lines[next]?.trim() ?? ''
      const end = start + lines.slice(at, next + 1).join('\n').length
      if (next !== -1 && says.length <= NOTE_CHARS_MAX) return { kind: found.kind, says, start, end }
    }
    start += line.length + 1
  }
  return null
}

function noteOf(line: string): Pick<CorrectionNote, 'kind' | 'says'> | null {
  const bare = line.replace(/^[*_•–—(["“\s-]+/u, '')
  for (const [kind, label] of LABELS) {
    const found = label.exec(bare)
    if (found !== null) return { kind: kindOf(bare) ?? kind, says: bare.slice(found[0].length).trim() }
  }
  const editors = EDITORS.exec(bare)?.[0].length ?? 0
  const says = bare.slice(editors).trim()
  const kind = kindOf(says)
  return kind === null ? null : { kind, says }
}

function kindOf(says: string): CorrectionNote['kind'] | null {
  return STATEMENTS.find(([, shape]) => shape.test(says))?.[0] ?? null
}
