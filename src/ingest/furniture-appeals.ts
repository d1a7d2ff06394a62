import { family, LINE, namedFamily, PARAGRAPH, SHORT, type Family } from './furniture-family.ts'

const raw = String.raw

const MACHINE = '(?:ai|a\\.i\\.|artificial intelligence|chatgpt|(?:large )?language models?|midjourney|dall.?e)'
const WORK =
  '(?:article|story|text|content|summary|image|photo|picture|illustration|graphic|translation|post|audio|video)'
const SHOP = '(?:facebook|twitter|x|whatsapp|telegram|instagram|youtube|tiktok|linkedin|google news)'
/** Names, joined: what follows `Reporting by`. */
const NAMES = raw`(?:(?<![\p{L}.'’-])(?:\p{Lu}[\p{L}.'’-]*|and|in|at|the|of|y|en|de|del|la|with|by|[Ee]diting|[Ww]riting|[Rr]eporting|[Aa]dditional|[Ee]dición|por)[\s,;/&.]*)+`

/** What a page asks of its reader, whose it is, and where its text comes from. */
export const APPEAL_PHRASES: readonly Family[] = [
  // The rest is for subscribers.
  family('paywall', LINE, [
    raw`to (?:continue|keep) reading\b.*|to (?:read|view|see|access) (?:the (?:full|rest|whole|complete)|more)\b.*|unlock (?:this|the full)\b.*`,
    raw`(?:please )?(?:subscribe|log ?in|sign ?in|register|sign ?up) (?:to|for|now to) (?:continue|keep|read|unlock|access|full|view)\b.*`,
    raw`this (?:article|story|content|post) is (?:for|only|reserved|available|exclusive)\b.{0,60}\b(?:subscribers?|members?)\b.*`,
    raw`you.?ve (?:reached|read|hit|used) .{0,60}\b(?:limit|free|articles)\b.*|.{0,40}\bfree articles? (?:left|remaining|this month)\b.*`,
    raw`(?:subscriber|member)s?[- ](?:only|exclusive)|exclusive (?:to|for) (?:our )?(?:subscribers|members)\b.*`,
    raw`para (?:seguir|continuar) leyendo\b.*|contenido exclusivo\b.*|suscríb(?:ete|ase) para (?:seguir|leer|continuar)\b.*`,
    raw`(?:este |esta )?(?:artículo|nota|contenido) (?:es )?(?:exclusiv[oa]|sol[oa]|reservad[oa]) para suscriptores\b.*|weiterlesen mit\b.*`,
  ]),
  // Newsletters, accounts, apps.
  family('subscribe', LINE, [
    raw`(?:already|not) a (?:subscriber|member)\b.*|become a (?:subscriber|member|patron)\b.*|support (?:our|independent|quality|local) (?:work|journalism|newsroom|reporting|site)\b.*`,
    raw`(?:log ?in|sign ?in|sign ?up|subscribe|suscr[ií]b[ae](?:te|se)?|regístrate|abonnieren|jetzt anmelden)(?:[ !.:].*)?`,
    raw`(?:register (?:now|for free|here|to (?:read|continue|receive))|inicia(?:r)? sesión|create (?:a|an|your) (?:free )?account)\b.*`,
    raw`(?:join (?:our|the (?:newsletter|mailing))|únete a)\b.*|donate(?: (?:now|today|here|to)\b.*)?|(?:haga|haz) una donación.*`,
    raw`(?:our |the |daily |free )?newsletters?(?:[ !:].{0,80})?|boletín(?:[ !:].{0,80})?|newsletter abonnieren.*`,
    raw`get (?:our|the|your|all the) (?:[^.]{0,40} )?(?:newsletter|briefing|app|alerts|latest)\b.*|(?:want|like) more .{0,60}\bnewsletter.*|download (?:our|the) (?:[^.]{0,20} )?app\b.*`,
    raw`(?:enter )?your e-?mail(?: address)?\b.{0,60}|e-?mail(?: address)?|by (?:signing up|subscribing|submitting|clicking|entering your|providing your)\b.*`,
    raw`stay (?:up to date|informed|connected|in the know)\b.*|never miss (?:a|an|our|the)\b.*|.{0,80}\b(?:to|in|into) your (?:inbox|mailbox)\b.*`,
    raw`(?:thanks?|thank you) for (?:subscribing|signing|registering|visiting)\b.*|recib[ae] (?:las|los|el|nuestr\p{L}*|todas) .{0,60}\b(?:correo|boletín|noticias|newsletter)\b.*`,
  ]),
  // Rights, cookies, terms, contact.
  family('legal', LINE, [
    raw`copyright\b.*|©.*|\(c\) ?\d{4}.*|.{0,120}\b(?:all rights reserved|todos los derechos reservados|alle rechte vorbehalten)\b.{0,60}`,
    raw`(?:privacy|cookies?) (?:policy|notice|statement|settings|preferences|center)\b.{0,80}|terms (?:of|and) (?:use|service|conditions)\b.{0,60}`,
    raw`(?:do not sell|your (?:privacy|ad) choices|manage (?:cookies|consent|preferences)|accept (?:all|cookies)|reject all)\b.{0,60}|cookies?`,
    raw`(?:we|this (?:site|website)|our (?:site|website)|by (?:using|continuing)|este sitio|esta web) .{0,80}\bcookies\b.{0,160}`,
    raw`(?:política|aviso) (?:de privacidad|de cookies|legal)\b.{0,60}|términos y condiciones\b.{0,60}|(?:contact|about) us|contacto|contact|impressum|datenschutz.{0,40}`,
    raw`this material may not be published.*|republish this .{0,60}|(?:reprinted|republished) (?:with permission|under|from)\b.{0,120}`,
    raw`.{0,60}\bis not responsible for (?:the )?(?:opinions?|content|views)\b.{0,160}|the (?:views|opinions) expressed\b.{0,60}\b(?:are|do not|author)\b.{0,160}`,
  ]),
  // Credits of pictures.
  family('caption', LINE, [
    raw`(?:file )?(?:photo(?:graph)?s?|image|picture|illustration|graphic|foto(?:grafía)?s?|imagen|ilustración|bild)(?: (?:credit|by|courtesy|source|de|por|cortesía))?\s?[:/©].{0,160}`,
    raw`(?:photo|image|picture|foto|imagen)s? (?:by|courtesy of|via|credit|source|caption)\b.{0,120}|file (?:photo|image|picture)\.?|getty`,
    raw`[^.!?]{0,200}[[(](?:photo|foto|image|file|picture|ap photo|getty)[^\])]{0,80}[\])]\.?`,
    raw`.{0,120}\b(?:getty images|via getty|shutterstock|istock(?:photo)?|ap photo|afp photo)\b.{0,60}`,
  ]),
  // A machine wrote, drew or translated this. A sentence about machines is no such line: the work must be this one.
  family('machine', LINE, [
    raw`(?:${WORK}s?(?: credit)?\s?[:/(–-]\s?)?(?:ai|a\.i\.|artificial intelligence|machine)[- ](?:generated|assisted|created|made|written|translated)(?: (?:by )?${WORK}s?)?\)?\.?`,
    raw`(?:ai|a\.i\.)[- ](?:generated|assisted|created) ${WORK}\b[^.!?]{0,40}`,
    raw`(?:(?:some )?(?:parts?|portions?) of )?this (?:${WORK}|page)\b.{0,60}\b(?:generated|written|created|produced|translated|made|drafted|summari[sz]ed|edited)\b.{0,60}\b(?:${MACHINE}|machine translation)\b.{0,160}`,
    raw`(?:${WORK}s? )?(?:generated|created|written|made|produced|translated) (?:automatically )?(?:by|with|using) (?:the help of )?${MACHINE}\b[^.!?]{0,60}\.?`,
    raw`(?:this )?${WORK} (?:(?:was|has been|is) )?(?:automatically|machine)[- ](?:generated|translated|written|created|summari[sz]ed)\.?|(?:automatic|machine) translation\.?`,
    raw`(?:${MACHINE}|machine translation) was used to (?:draft|write|translate|summari[sz]e|create|produce|edit) (?:parts of )?this ${WORK}\.?`,
    raw`(?:est[ea] )?(?:texto|artículo|nota|noticia|contenido|resumen|reportaje)(?: fue| ha sido)? (?:generad|traducid|redactad|escrit|elaborad)[oa]s? automáticamente\.?|traducción automática\.?`,
    raw`(?:est[ea] )?(?:imagen|ilustración|foto|artículo|nota|noticia|reportaje|texto|contenido|resumen|traducción)\b.{0,60}\b(?:generad|cread|redactad|escrit|elaborad|traducid|hech)[oa]s? (?:por|con|mediante|usando)(?: ayuda de)?(?: la| una)? (?:ia|inteligencia artificial|chatgpt)\b.{0,80}`,
    raw`(?:generad|cread|redactad|escrit|elaborad|traducid|hech)[oa]s? (?:por|con|mediante|usando)(?: la| una)? (?:ia|inteligencia artificial)\b[^.!?]{0,40}\.?`,
  ]),
  // The reader is asked for something.
  family('reader-call', LINE, [
    raw`(?:do you )?(?:know|have|got|spotted?|seen?|noticed?) (?:something|anything|a|an|any|more)\b.{0,80}\?.{0,120}`,
    raw`¿(?:tiene|tienes|sabe|sabes|conoce|conoces|viste|vio) .{0,80}\b(?:información|corrección|error|historia|dato|pregunta|algo)\b.{0,60}\?.{0,80}`,
    raw`(?:contact|e-?mail|write to|reach|follow|message|tell|send) (?:us|me|the (?:author|reporter|writer|editor|newsroom))\b.{0,120}|like us on .{0,80}`,
    raw`(?:follow|contact|e-?mail|reach) .{1,60}\b(?:on ${SHOP}|at \S+@\S+).{0,80}|you can (?:keep up with|follow|reach|find) (?:me|us|him|her) (?:on|at)\b.{0,80}`,
    raw`(?:what do you think|let us know|share your (?:thoughts|story|views|opinion)|have your say|rate this)\b.{0,120}|we want to hear (?:what you think|from you)\b.{0,120}`,
    raw`(?:was this (?:article|page|story)|did you (?:find|like|enjoy)|how (?:useful|helpful) was)\b.{0,120}\?.{0,40}|(?:click|tap) here\b.{0,120}|haz clic\b.{0,100}`,
    raw`for (?:more|the latest|breaking) (?:information|news|stories|on this|great|coverage|updates|headlines)\b.{0,60}\b(?:visit|click|follow|download|see|go to|subscribe|call|contact|on ${SHOP})\b.{0,120}`,
    raw`(?:read|see|view|watch) (?:the )?(?:full|original|rest|entire|complete) (?:article|story|post|report|text|version|video|coverage)\b.{0,80}|(?:find us|check out (?:more|our))\b.{0,120}`,
    raw`if you (?:have|know|would like|want|enjoyed|liked|find|see|spot)\b.{0,100}\b(?:contact us|e-?mail|tip|subscribe|sign up|donat\w+|let us know|click|send us|write to us)\b.{0,80}`,
    raw`submit (?:your|a) (?:letter|story|tip|photo|question|event)s?\b.{0,100}|(?:escríbanos|escríbenos|contáctanos|contáctenos|cuéntanos|déjanos|síguenos)\b.{0,120}|para más (?:información|noticias)\b.{0,120}`,
  ]),
  // Where a reprint first appeared, what it draws on.
  family('trailer', PARAGRAPH, [
    raw`the post\b.{0,400}?\b(?:appeared|was (?:first )?published) (?:first )?on\b.{1,100}`,
    raw`(?:la entrada|el artículo|la nota)\b.{0,400}?\b(?:se public[oó]|apareci[oó]) (?:primero|originalmente|por primera vez) en\b.{1,100}`,
    raw`this (?:article|story|post|piece|report) (?:was )?(?:first|originally) (?:appeared|published|ran) (?:on|in|by|at)\b.{1,100}`,
    raw`(?:este artículo|esta nota|esta historia)\b.{0,40}?\bpublic(?:ó|ado|ada) (?:originalmente|primero|por primera vez) (?:en|por)\b.{1,100}`,
    raw`this (?:article|story|report) has been (?:edited|adapted) (?:for|to|from|by)\b.{1,160}`,
  ]),
  family('trailer', SHORT, [
    raw`[(–—-]?\s?(?:with (?:additional )?(?:inputs?|reporting|material|files|agency inputs)(?: (?:from|by)\b[^.!?]{1,120})?|con información de\b[^.!?]{1,120}|con datos de\b[^.!?]{1,120})\.?\)?`,
  ]),
  // Who reported, edited and translated.
  namedFamily('desk', LINE, [
    raw`\(?(?:(?:[Aa]dditional|[Ff]urther) )?(?:[Rr]eporting|[Ww]riting|[Ww]ritten|[Ee]diting|[Ee]dited|[Cc]ompiled|[Tt]ranslated|REPORTING|EDITING)(?: and (?:[Ee]diting|[Ww]riting|[Rr]eporting))? by ${NAMES}\)?\.?`,
    raw`\(?(?:[Rr]eporte|[Ii]nformación|[Rr]edacción|[Ee]scrito|[Ee]ditado|[Tt]raducido)(?: adicional)? (?:de|por) ${NAMES}\)?\.?`,
  ]),
]
