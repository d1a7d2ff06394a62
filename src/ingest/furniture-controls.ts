import { family, namedFamily, SHORT, type Family } from './furniture-family.ts'

const raw = String.raw

const PLATFORM =
  '(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|e-?mail|messenger|flipboard|bluesky|threads|print|copy link|rss|youtube|tiktok|google news|truth social)'
const PIECE = '(?:full )?(?:article|story|page|post|link|news|report|video|audio|episode)'
const PIEZA = '(?:artículo|nota|noticia|historia|enlace|página|video|audio)'
/** What follows on a label's line and is no sentence. */
const LABEL_REST = '[^.!?]{0,80}'
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)'
/** After a date's first digit: digits, marks, months, and words as short as `pm`, `EST`, `de`. */
const DATE_REST = raw`\d[^a-záéíóúñ]{0,30}(?:(?:${MONTH}|[a-záéíóúñ]{1,4})\b[^a-záéíóúñ]{0,14}){0,7}`

/**
 * What a page's controls, boxes and dates say: short lines, in English and Spanish, with some German and French, never one
 * outlet's own. A sentence that merely begins alike (`Save the whales, he said.`) must not match: see the test's list.
 */
export const CONTROL_PHRASES: readonly Family[] = [
  // What a screen reader is told, and what controls say.
  family('screen-reader', SHORT, [
    raw`(?:list of|lista de) \d+ (?:elements?|items?|elementos?).*|end of list|fin de (?:la )?lista`,
    raw`skip (?:to|past|navigation|ads?\b)${LABEL_REST}|(?:saltar|ir) al contenido${LABEL_REST}|zum inhalt${LABEL_REST}`,
    `(?:toggle|open|close|show|hide|expand) (?:menu|search|caption|navigation|this|image|more|details|dialog|player)${LABEL_REST}`,
    `(?:main )?menu|navigation|search|abrir menú|cerrar|buscar|anterior|siguiente|volver arriba|back to top`,
    raw`opens? in (?:a )?new (?:window|tab)|(?:image|slide|photo|foto|imagen)? ?\d+ (?:of|de|/) \d+`,
    raw`(?:play|pause|mute|unmute|loading|previous|next|back|close|cancel)(?: (?:video|slide|article|page|story))?(?:\.{3}|…)?`,
    `(?:scroll|jump) (?:down )?to ${LABEL_REST}`,
  ]),
  // Buttons to pass the page on, and names of the platforms alone.
  family('share', SHORT, [
    '(?:share|tweet|e-?mail|print|save|copy|send|gift|pin|compartir|comparte|enviar|imprimir|guardar|copiar|teilen|drucken|partager)[:!]?',
    `(?:share|tweet|e-?mail|print|save|copy|send|gift)(?: (?:this|the|a))? ${PIECE}\\b${LABEL_REST}`,
    `(?:share|save|send|e-?mail)(?: this)? (?:on|via|by|to|with) ${PLATFORM}\\b${LABEL_REST}`,
    `(?:compartir|comparte|compártelo|enviar|imprimir|guardar|copiar)(?: (?:este|esta|el|la|por|en))* (?:${PIEZA}|${PLATFORM})\\b${LABEL_REST}`,
    raw`share[a-z]{0,12}|\d+(?:\.\d)?k? shares?|link copied!?|click to (?:share|print|e-?mail)\b.*`,
    raw`${PLATFORM}(?:[\s,|/·•]*${PLATFORM})*[!.]?`,
    raw`(?:sigue|siga|únete a|únase a) (?:nuestr[oa]|el|la) (?:canal|cuenta|grupo|comunidad|página)\b.{0,120}`,
    raw`(?:follow us|síguenos|follow [\p{L}\d .'’@_-]{1,40})(?: (?:on|en)\b.{0,120})?:?`,
  ]),
  // Players, and their clocks.
  family('listen', SHORT, [
    `(?:listen|watch|escuchar?|oír)(?: (?:to|now|live|here|this|the|este|esta|el|la))*:?(?: (?:${PIECE}|${PIEZA}))?(?: ?\\d.*)?`,
    raw`\d{1,2}:\d\d(?: ?/ ?\d{1,2}:\d\d)?(?: ?min)?|(?:audio|video) ?player.*|your browser does not support .*`,
    'play (?:the )?(?:video|audio).*|artikel anhören.*',
  ]),
  // How long reading takes, often glued to the byline or the date before it.
  family('read-time', SHORT, [
    raw`.{0,80}?(?:\d{1,3}|\b(?:one|two|three|four|five|less than a)) ?[- ]?(?:min(?:ute)?s?|minutos?)\.? (?:read|de lectura|lesezeit|reading time)\.?`,
    raw`(?:(?:estimated )?reading time|read time|tiempo de lectura|lesezeit)\b.{0,40}`,
  ]),
  family('advert', SHORT, [
    'advertisements?|advert|ads?|publicidad|anuncio|anzeige|werbung|publicité|ad feedback|sponsored|remove ads|advertorial',
    raw`(?:advertisement|ad) ?[-–—] ?${LABEL_REST}|- advertisement -`,
  ]),
  // Dates of the page, section names, breadcrumbs.
  family('meta', SHORT, [
    raw`(?:(?:first|originally|last) )?(?:published|posted|updated|modified|release date|publicad[oa]|actualizad[oa]|veröffentlicht|aktualisiert)(?: (?:on|at|el|am|by|last))?\s*:?`,
    raw`(?:(?:first|originally|last) )?(?:published|posted|updated|modified|release date|publicad[oa]|actualizad[oa]|veröffentlicht|aktualisiert)(?: (?:on|at|el|am))?\s*:?\s*(?:\p{L}{3,10}\.?,? ){0,2}${DATE_REST}`,
    raw`(?:(?:updated|posted|published|hace) )?(?:\d+|an?|una?) (?:minutes?|hours?|days?|weeks?|months?|years?|mins?|hrs?)(?: ago)`,
    raw`hace (?:\d+|una?) (?:minutos?|horas?|días?|semanas?|meses|años?)`,
    raw`(?:\p{L}{3,10}\.?,? ){0,2}${DATE_REST}(?<=\b(?:19|20)\d\d\b.{0,40})`,
    'home|inicio|breaking(?: news)?|live|exclusive|video|photos?|gallery|news|noticias|world|mundo|politics|política|business|economía',
    'sports?|deportes|opini[oó]n|editorials?|internacional(?:es)?|international|americas|latin america|américa latina|nacional|national',
    raw`(?:home|inicio|startseite) ?[>»/›|].*|(?:\p{L}+ ?[>»›] ?){1,6}${LABEL_REST}`,
  ]),
  // Headings of boxes inside or after the article.
  family('box', SHORT, [
    'related(?: (?:articles?|stories|news|content|posts?|topics?|coverage|reading|links?|videos?|tags))?:?|related: .*',
    raw`(?:read|see|lee|lea|vea|ver|mira|mire|le[eé]r) (?:more|also|next|this next|también|más)(?!\p{L}).{0,160}|(?:[>»→]+ ?)(?:read|see|lea|lee|vea|ver)\b.{0,160}|(?:te|le|les) recomendamos(?: leer)?:.{0,160}|also read\b.*|read:.*|leer más\b.*`,
    'recommended(?: (?:for you|stories|reading|articles|videos))?|editor.?s.? picks?|from our partners|around the web',
    `you (?:may|might|could) (?:also )?(?:like|be interested|enjoy|have missed)\\b${LABEL_REST}|don.?t miss${LABEL_REST}`,
    `more:?|more (?:on|in|from|about|like|stories|news|top|to read|coverage)\\b${LABEL_REST}|watch (?:also|more)\\b.{0,100}|watch: .*`,
    `keep reading|continue reading${LABEL_REST}|(?:story|article) continues${LABEL_REST}|in this (?:article|story)`,
    'table of contents|contents|on this page|key (?:points|takeaways)|sponsored(?: content| by.*)?|promoted(?: content)?|paid (?:content|post)',
    `también (?:te|le)? ?(?:puede|podría)\\b${LABEL_REST}|(?:te|le) puede interesar${LABEL_REST}|más (?:sobre|noticias|información|artículos)\\b${LABEL_REST}`,
    '(?:noticias?|artículos?|notas?|contenidos?|temas?) relacionad[oa]s?:?|relacionad[oa]s?|recomendad[oa]s?',
    `(?:mehr zum thema|lesen sie (?:auch|mehr|hier)|das könnte (?:sie|dich|ihnen)|weiterlesen|weiterführende links|à lire aussi|lire aussi)${LABEL_REST}`,
  ]),
  // Headings after which nothing is article, once most of it has passed.
  family('end', SHORT, [
    raw`(?:\d+|recent|latest|all|add|post|view|show|hide|leave|write|read|join the|a|an|your|no|reader)?(?: (?:a|an|your|\d+|all))? ?(?:comments?|replies|discussion|conversation|responses?|comentarios?|kommentare?)(?: yet)?(?: ?\(?\d*\)?)?:?`,
    `be the first to (?:comment|reply|post).*|leave a (?:comment|reply).*|(?:deja|dejar) (?:un|tu) comentario.*|join the (?:conversation|discussion)${LABEL_REST}`,
    'your email address will not be published.*|required fields are marked.*',
    `(?:most|top|now) ?-?(?:popular|read|viewed|shared|commented|watched|trending)(?: ${LABEL_REST})?|lo más (?:leído|visto|popular|reciente)${LABEL_REST}|meistgelesen${LABEL_REST}`,
    'trending(?: now| news| stories)?|popular(?: (?:posts|stories|now|articles|tags))?|latest(?: (?:news|stories|posts|articles|headlines|videos|updates?))?',
    'top (?:stories|news|headlines|posts)|recent (?:posts|articles|news|stories)|últimas noticias|about (?:the )?(?:authors?|writers?)|(?:acerca|sobre) (?:del|el) autor',
    '(?:filed under|tags?|topics?|categor(?:y|ies)|tagged(?: (?:as|in|with))?|in this story|temas|etiquetas|archivado en|schlag(?:wort|wörter|worte))(?:\\s?:.{0,200})?',
    `post navigation|(?:previous|next) (?:post|article|story)${LABEL_REST}`,
    `(?:submit|send) (?:us )?(?:a )?(?:tip|comment|correction)${LABEL_REST}|(?:report|suggest) (?:an? )?(?:error|typo|correction|mistake)${LABEL_REST}`,
  ]),
  // Postal addresses, telephones, opening hours. Capitals tell `304 Elm St.` from `30 people in the square`.
  namedFamily('address', SHORT, [
    '(?:(?:[Pp]hysical|[Mm]ailing|[Pp]ostal|[Ss]treet|[Ee]mail|[Oo]ur|[Oo]ffice) )?(?:[Aa]ddress(?:es)?|ADDRESS):?|[Dd]irección(?: física| postal)?:?',
    raw`\d{1,6} (?:[NSEW]\.? )?[\p{Lu}\d][\p{L}\d.'-]*(?: [\p{Lu}\d][\p{L}\d.'-]*){0,4} (?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Way|Pkwy|Hwy|Plaza|Square|Court|Ct)\b\.?[^!?]{0,60}`,
    raw`(?:Suite|Floor|P\.?O\.? Box|Apartado)\b.{0,60}|[\p{Lu}][\p{L}. '-]{1,40}, ?(?:[A-Z]{2}|[A-Z]\.[A-Z]\.) \d{5}(?:-\d{4})?(?:,? .{0,30})?`,
    raw`(?:Calle|Carrera|Avenida|Cra\.?|Cl\.?) \d{1,4}.{0,60}|(?:Tel|TEL|Phone|Telephone|Fax|Teléfono|Call us|Telefon)\b[.:]? ?[+\d(].{4,30}`,
    raw`\+?\d[\d\s().-]{6,18}\d|[\w.+-]+@[\w-]+\.[\w.]{2,20}`,
  ]),
]
