/**
 * Shapes of lines that belong to a page's frame, not to its article: general phrases of news sites in English and Spanish
 * (and a few of German and French), never one outlet's. Each family is matched against the whole line, trimmed.
 */
export type FurnitureKind =
  | 'share' | 'subscribe' | 'listen' | 'read-time' | 'box' | 'end' | 'legal' | 'reader-call' | 'screen-reader'
  | 'address' | 'advert' | 'caption' | 'machine' | 'trailer' | 'paywall' | 'desk' | 'meta' // prettier-ignore

type Family = { readonly kind: FurnitureKind; readonly shape: RegExp; readonly wordsMax: number }

const SHORT = 12
const LINE = 40

const FAMILIES: readonly Family[] = [
  // What a screen reader is told, and what controls say.
  {
    kind: 'screen-reader',
    wordsMax: SHORT,
    shape:
      /^(?:list of \d+ (?:elements?|items?).*|end of list|skip (?:to|past|navigation|ad\b).*|(?:toggle|open|close|show|hide|expand) (?:menu|search|caption|navigation|this|image|transcript|more|details|dialog|modal|player|full).*|(?:main )?menu|navigation|search|opens? in (?:a )?new (?:window|tab)|image \d+ of \d+|slide \d+ of \d+|\d+ of \d+|(?:play|pause|mute|unmute|loading|previous|next|back|close|cancel)(?: video| slide| article| page| story)?(?:\.{3}|…)?|lista de \d+ elementos?.*|fin de (?:la )?lista|saltar al contenido.*|ir al contenido.*|abrir menú|cerrar|buscar|anterior|siguiente|scroll (?:down )?to .*|jump to (?:comments|content|navigation).*|back to top|volver arriba|zum inhalt.*)$/iu,
  },
  {
    kind: 'share',
    wordsMax: SHORT,
    shape:
      /^(?:(?:share|tweet|email|e-mail|print|save|copy|send|gift|pin|compartir|comparte|compártelo|enviar|imprimir|guardar|copiar|teilen|drucken|partager)(?: (?:this|the|on|via|by|to|with|it|link|article|story|page|post|full|en|por|este|esta|el|la|enlace|artículo|nota|noticia)\b.*)?[:.!]?|share[a-z]{0,12}|(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|email|e-mail|messenger|flipboard|bluesky|threads|print|copy link|link copied|rss|youtube|tiktok)(?:[\s,|/·•]*(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|email|e-mail|messenger|flipboard|bluesky|threads|print|copy link|rss|youtube|tiktok))*[!.]?|click to (?:share|print|email) .*|\d+(?:\.\d)?k? shares?|share (?:this )?(?:article|story|post|page|via).*|(?:copy|copiar) (?:link|url|enlace)|link copied!?|follow us(?: on.*)?:?|síguenos(?: en.*)?:?|follow [\p{L} .]{0,40} on (?:facebook|twitter|x|instagram|google news|whatsapp|telegram|youtube|linkedin).*)$/iu,
  },
  {
    kind: 'listen',
    wordsMax: SHORT,
    shape:
      /^(?:(?:listen|watch)(?: to| now| live| here|:)?(?: (?:this|the) (?:article|story|audio|episode|report|video|page).*| ?\d.*)?|listen to (?:this|the)\b.*|(?:escuchar?|escucha|oír) (?:este|esta|el|la) (?:artículo|nota|noticia|audio).*|(?:audio|video) ?player.*|\d{1,2}:\d\d(?: ?\/ ?\d{1,2}:\d\d)?(?: ?min)?|(?:play|watch) (?:the )?(?:video|audio).*|your browser does not support .*|artikel anhören.*)$/iu,
  },
  {
    kind: 'read-time',
    wordsMax: SHORT,
    shape:
      /^(?:.{0,60}?\b|.{0,60}?[\p{Ll}])?(?:\d{1,3}|one|two|three|four|five|less than a) ?[- ]?(?:min(?:ute)?s?|minutos?)\.? (?:read|de lectura|lesezeit|reading time)\.?$|^(?:reading time|read time|tiempo de lectura|lesezeit|estimated reading time)\b.{0,40}$/iu,
  },
  {
    kind: 'subscribe',
    wordsMax: LINE,
    shape:
      /^(?:(?:please |already a (?:subscriber|member)|not a (?:subscriber|member)|become a (?:subscriber|member|patron)|support (?:our|independent|quality|local|the) (?:work|journalism|newsroom|reporting|site|guardian)?|log ?in\b|sign ?in\b|sign ?up\b|subscribe\b|register (?:now|for|to)\b|join (?:our|the (?:conversation|discussion|newsletter|mailing))\b|donate\b|create (?:a|an|your) (?:free )?account|newsletter\b|get (?:our|the|your) (?:.{0,40} )?(?:newsletter|daily|briefing|app|alerts|latest)|(?:want|like) more .{0,60}\bnewsletter|download (?:our|the) (?:.{0,20} )?app|enter your e-?mail|your e-?mail|email address|e-mail$|by (?:signing|subscribing|submitting|clicking|entering|providing)\b|stay (?:up to date|informed|connected|in the know)\b|never miss\b|the (?:best|latest|top) .{0,60}(?:in|to) your inbox|.{0,60}(?:straight|delivered|directly|right) to your (?:inbox|phone|mailbox)|thanks? (?:you )?for (?:subscribing|signing|reading|registering|visiting)|suscr[ií]b[ae]\w*|regístrate\b|inicia(?:r)? sesión|únete\b|boletín\b|recib[ae] (?:las|los|el|nuestr|todas|en tu)\b|abonnieren|jetzt anmelden|newsletter abonnieren)).*$/iu,
  },
  {
    kind: 'box',
    wordsMax: SHORT,
    shape:
      /^(?:related(?:\s*(?:articles?|stories|news|content|posts?|topics?|coverage|reading|links?|videos?|tags))?|related:.*|(?:read|see) (?:more|also|next|this next)\b.{0,160}|also read:?.*|read:.*|recommended(?: (?:for you|stories|reading|articles|videos))?|you (?:may|might|could) (?:also )?(?:like|be interested|enjoy|have missed|find).*|more (?:on|in|from|about|like|stories|news|top|to read|coverage)\b.{0,60}|more:?|don.t miss.{0,60}|watch(?: also| more|:).{0,100}|keep reading|continue reading.{0,60}|story continues.*|article continues.*|in this (?:article|story)|table of contents|contents|on this page|key (?:points|takeaways)|editor.?s.? picks?|from our partners|sponsored(?: content| by.*)?|promoted(?: content)?|around the web|paid (?:content|post)|lea también:?.*|lee también:?.*|leer más.{0,60}|también (?:te puede|le puede|puede|podría).{0,60}|te puede interesar.*|le puede interesar.*|más (?:sobre|noticias|en|leídas|información|artículos)\b.{0,40}|noticias relacionadas|(?:artículos|notas|contenidos?|temas?) relacionad[oa]s?|relacionad[oa]s?|recomendad[oa]s?|vea también:?.*|mehr zum thema.*|lesen sie auch.*|lesen sie mehr.*|das könnte (?:sie|dich|ihnen) .*|weiterlesen.*|à lire aussi.*|lire aussi.*)$/iu,
  },
  {
    kind: 'end',
    wordsMax: SHORT,
    shape:
      /^(?:(?:\d+ |recent |latest |all |add |post |view |show |hide |leave |write |read |join the )*(?:a |an |your )?(?:comments?|replies|reader comments|discussion|conversation|responses?)(?: ?\(?\d*\)?)?:?|no comments(?: yet)?|be the first to (?:comment|reply|post).*|leave a (?:comment|reply).*|post (?:a )?comment.*|your email address will not be published.*|required fields are marked.*|join the (?:conversation|discussion).*|(?:most|top|now)(?: |-)?(?:popular|read|viewed|shared|commented|watched|trending|recent)(?: .{0,30})?|trending(?: now| news| stories)?|popular(?: (?:posts|stories|now|articles|tags))?|latest(?: (?:news|stories|posts|articles|headlines|videos|updates?))?|top (?:stories|news|headlines|posts)|recent (?:posts|articles|news|stories)|about (?:the )?(?:authors?|writers?|us)|(?:filed under|tags?|topics?|categor(?:y|ies)|tagged(?: (?:as|in|with))?|in this story)\b:?.{0,200}|post navigation|previous (?:post|article|story).*|next (?:post|article|story).*|submit (?:a )?(?:tip|comment|correction|story).*|(?:report|suggest) (?:an? )?(?:error|typo|correction|mistake).*|\d* ?comentarios?(?: ?\(\d+\))?|deja (?:un|tu) comentario.*|dejar (?:un )?comentario.*|lo más (?:leído|visto|popular|reciente).*|últimas noticias|temas|etiquetas:?.{0,200}|acerca del autor|sobre el autor.*|archivado en:?.{0,200}|kommentare?(?: ?\(\d+\))?|\d+ kommentare|meistgelesen.*|schlagw(?:ort|örter|orte):?.{0,200})$/iu,
  },
  {
    kind: 'legal',
    wordsMax: LINE,
    shape:
      /^(?:(?:copyright\b|©|\(c\) ?\d{4}).*|.{0,120}\ball rights reserved\.?.{0,60}|.{0,120}\btodos los derechos reservados\.?.{0,60}|.{0,120}\balle rechte vorbehalten\.?.{0,40}|(?:privacy|cookie)s? (?:policy|notice|statement|settings|preferences|center).{0,80}|terms (?:of|and) (?:use|service|conditions).{0,60}|(?:do not sell|your (?:privacy|ad) choices|manage (?:cookies|consent|preferences)|accept (?:all|cookies)|reject all|cookies?$).{0,60}|(?:we|this (?:site|website)|our (?:site|website)|by (?:using|continuing)) .{0,80}\bcookies\b.{0,160}|(?:política|aviso) (?:de privacidad|de cookies|legal).{0,60}|términos y condiciones.{0,60}|este sitio .{0,40}\bcookies\b.{0,160}|(?:contact|about) us|contacto|contact|impressum|datenschutz.{0,40}|this material may not be published.*|republish this .{0,60}|(?:reprinted|republished) (?:with permission|under|from).{0,120})$/iu,
  },
  {
    kind: 'advert',
    wordsMax: SHORT,
    shape:
      /^(?:advertisements?|advert|ads?|publicidad|anuncio|anzeige|werbung|publicité|ad feedback|sponsored|remove ads|(?:advertisement|ad) ?[-–—] ?.{0,60}|- advertisement -)$/iu,
  },
  {
    kind: 'address',
    wordsMax: SHORT,
    shape:
      /^(?:(?:physical|mailing|postal|street|email|our|office) address(?:es)?:?|dirección(?: física| postal)?:?|\d{1,6} (?:[NSEW]\.? )?[\p{Lu}\d][\p{L}\d.'-]*(?: [\p{Lu}\d][\p{L}\d.'-]*){0,4} (?:st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|way|pkwy|hwy|suite|ste|floor|plaza|square|court|ct)\b\.?.{0,60}|(?:suite|floor|p\.?o\.? box|apartado)\b.{0,60}|[\p{Lu}][\p{L}. '-]{1,40}, ?(?:[A-Z]{2}|[A-Z]\.[A-Z]\.) \d{5}(?:-\d{4})?(?:,? .{0,30})?|(?:calle|carrera|avenida|cra\.?|cl\.?) \d{1,4}.{0,60}|(?:tel|phone|telephone|fax|teléfono|call us|whatsapp|telefon)\b[.:]? ?[+\d(].{4,30}|\+?\d[\d\s().-]{6,18}\d|[\w.+-]+@[\w-]+\.[\w.]{2,20}|(?:mon|monday|lunes)\b.{0,40}\d{1,2}(?::\d\d)? ?(?:am|pm|h).{0,40})$/iu,
  },
  {
    kind: 'caption',
    wordsMax: LINE,
    shape:
      /^(?:(?:photo(?:graph)?s?|image|picture|illustration|graphic|video|file photo|foto(?:grafía)?|imagen|ilustración|bild)(?: (?:credit|by|courtesy|source|de|por|cortesía))?\s?[:/©].{0,160}|(?:photo(?:graph)?|image|illustration|foto|imagen) (?:by|courtesy of|via|credit)\b.{0,120}|(?:image|photo|picture) (?:source|credit|caption)s?\b.{0,160}|[^.!?]{0,200}[[(](?:photo|foto|image|file|picture|ap photo|getty)[^\])]{0,80}[\])]\.?|.{0,80}\b(?:getty images|via getty|shutterstock|istock(?:photo)?|ap photo|afp photo|europa press via)\b.{0,60}|file (?:photo|image|picture)\.?|archivo\.?|getty)$/iu,
  },
  {
    kind: 'machine',
    wordsMax: LINE,
    shape:
      /^(?:.{0,80}\b(?:ai|a\.i\.|artificial intelligence|machine)[- ](?:generated|assisted|created|made|written|powered)\b.{0,120}|(?:this|the) (?:article|story|text|content|summary|image|illustration|translation|post)\b.{0,60}\b(?:generated|written|created|produced|translated|made|drafted|summari[sz]ed)\b.{0,40}\b(?:by|with|using)\b.{0,40}\b(?:ai|a\.i\.|artificial intelligence|chatgpt|language models?|machine)\b.{0,120}|(?:image|photo|picture|illustration|summary|text|content|translation)s? (?:generated|created|made|produced) (?:by|with|using) (?:ai|a\.i\.|artificial intelligence|chatgpt|midjourney|dall.?e)\b.{0,80}|(?:generated|created|written|made|produced) (?:by|with|using) (?:ai|a\.i\.|artificial intelligence|chatgpt)\b.{0,80}|.{0,120}\b(?:generad|cread|redactad|escrit|elaborad|traducid|hech)[oa]s? (?:por|con|mediante|usando)(?: la| una)? (?:ia|inteligencia artificial)\b.{0,80})$/iu,
  },
  {
    kind: 'paywall',
    wordsMax: LINE,
    shape:
      /^(?:(?:to (?:continue|keep) reading|to read (?:the (?:full|rest|whole)|more)|(?:subscribe|log in|sign in|register|sign up) (?:to|for) (?:continue|keep|read|unlock|access|full)|this (?:article|story|content|post) is (?:for|only|reserved|available (?:only )?(?:to|for)|exclusive)\b.{0,60}\b(?:subscribers?|members?)|you.?ve (?:reached|read|hit|used) .{0,60}\b(?:limit|free|articles)|.{0,40}\bfree articles? (?:left|remaining|this month)|unlock (?:this|the|full)\b|(?:subscriber|member)s?[- ](?:only|exclusive)|exclusive (?:to|for) (?:our )?(?:subscribers|members)|para (?:seguir|continuar) leyendo|contenido exclusivo|(?:artículo|nota|contenido) (?:exclusiv[oa]|sol[oa]|reservad[oa]) para suscriptores|suscríb(?:ete|ase) para (?:seguir|leer|continuar)|weiterlesen mit\b|already a subscriber)).{0,160}$/iu,
  },
  {
    kind: 'reader-call',
    wordsMax: LINE,
    shape:
      /^(?:(?:do you )?(?:know|have|got|spotted?|see|notice) (?:something|anything|a|an|any|more)\b.{0,60}\b(?:we|us|tips?|corrections?|questions?|story|stories|information|comments?|feedback|errors?|mistakes?|photos?)\b.{0,120}|(?:contact|email|e-mail|write to|reach|follow|message|text|call|tell) (?:us|me|him|her|the (?:author|reporter|writer|editor|newsroom)|[\p{Lu}][\p{L}]+(?: [\p{Lu}][\p{L}]+)?) (?:at|on|by|via|here|below|what|with)\b.{0,120}|(?:what do you think|let us know|tell us|share your (?:thoughts|story|views|opinion)|have your say|was this (?:article|page|story)|did you (?:find|like|enjoy)|how (?:useful|helpful) was|rate this)\b.{0,120}|click here\b.{0,120}|(?:find|check) (?:us|out more|out our)\b.{0,120}|for more (?:information|news|stories|on this|visit|great|coverage|from)\b.{0,120}|(?:read|see|view|watch) (?:the )?(?:full|original|rest|entire|complete) (?:article|story|post|report|text|version|video|coverage)\b.{0,80}|like (?:us|what you)\b.{0,100}|if you (?:have|know|would like|want|enjoyed|liked|find|see|spot)\b.{0,100}\b(?:contact|email|e-mail|tip|subscribe|sign up|donat\w+|let us know|click|send us|write to us|comment)\b.{0,80}|¿(?:tiene|tienes|sabe|sabes|conoce|conoces|viste|vio)\b.{0,120}\b(?:información|corrección|error|historia|dato|pregunta)\b.{0,80}|(?:escríbanos|escríbenos|contáctanos|contáctenos|cuéntanos|déjanos)\b.{0,120}|haz clic\b.{0,100}|síguenos\b.{0,120}|para más (?:información|noticias)\b.{0,120})$/iu,
  },
  {
    kind: 'trailer',
    wordsMax: 80,
    shape:
      /^(?:the post\b.{0,400}?\b(?:appeared|was (?:first )?published) (?:first )?on\b.{1,100}|(?:la entrada|el artículo|la nota)\b.{0,400}?\b(?:se public[oó]|apareci[oó]) (?:primero|originalmente|por primera vez) en\b.{1,100}|(?:this|the) (?:article|story|post|piece|report) (?:was )?(?:first|originally) (?:appeared|published|ran) (?:on|in|by|at)\b.{1,100}|(?:este artículo|esta nota|esta historia)\b.{0,40}?\bpublic(?:ó|ado|ada) (?:originalmente|primero|por primera vez) (?:en|por)\b.{1,100}|this (?:article|story|report) has been (?:edited|updated|adapted|corrected) (?:for|to|from|by)\b.{1,160}|(?:with|additional) (?:inputs?|reporting|material|files?) (?:from|by)\b.{1,120}|(?:con información|con datos) de\b.{1,100})$/iu,
  },
  {
    kind: 'desk',
    wordsMax: LINE,
    shape:
      /^\(?(?:(?:additional |further )?(?:reporting|writing|reported|written|editing|edited|compiled|produced|translat(?:ed|ion)|research)(?: and (?:editing|writing|reporting))? by\b.{1,200}|(?:reporte|información|redacción|edición|escrito|editado|traducido|traducción) (?:de|por)\b[^.]{1,80}[;.)].{0,120})\)?$/iu,
  },
  {
    kind: 'meta',
    wordsMax: SHORT,
    shape:
      /^(?:(?:first |originally |last )?(?:published|posted|updated|modified|publicado|publicada|actualizado|actualizada|veröffentlicht|aktualisiert)(?: (?:on|at|el|am|by))?\s*:?(?: .{0,60}\d.{0,40}| (?:\d+|an?|una?) (?:minutes?|hours?|days?|weeks?|months?) ago)?|(?:\d+|an?) (?:minutes?|hours?|days?|weeks?|months?|years?|mins?|hrs?) ago|hace (?:\d+|una?) (?:minutos?|horas?|días?|semanas?|meses|años?)|home|inicio|breaking(?: news)?|live|exclusive|video|photos?|gallery|advertorial|news|noticias|world|mundo|politics|política|business|economía|sports?|deportes|opinion|opinión|internacional|international|americas|home ?[>»/›|].*|inicio ?[>»/›|].*|(?:\p{L}+ ?[>»›] ?){1,6}.{0,120})$/iu,
  },
]

/** The family of page furniture that the line has the shape of, or null. */
export function furnitureKind(line: string): FurnitureKind | null {
  if (line.length > FURNITURE_CHARS_MAX) return null
  const words = line.split(/\s+/, LINE * 3).length
  for (const family of FAMILIES) {
    if (words <= family.wordsMax && family.shape.test(line)) return family.kind
  }
  return null
}

/** Longer lines are prose; the shapes' cost grows with length. */
const FURNITURE_CHARS_MAX = 700
