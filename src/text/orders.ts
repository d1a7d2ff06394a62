// What was put into a text for who reads it on: orders to a summariser, a program or a crowd, in whatever disguise. Reporters
// address nobody and do not speak of their own retelling; so patterns are of general language, none of a story.
import { plainLetters } from './disguise.ts'

/** Who makes, reads or hands on a retelling, and the retelling itself. */
const RETELLERS =
  '(?:(?:ai |news |chat ?)?(?:assistants?|chatbots?|bots?)|summari[sz]ers?|(?:large )?language models?|the model|an ai|summar(?:y|ies)|briefs?|digests?|bulletins?|headlines?|editors|readers|the reader of this \\p{L}+|subscribers|moderators|members of (?:the|this) channel|everybody in (?:the|this) channel)'
const RETELLERS_ES =
  '(?:asistentes?|bots?|res[uú]menes|resumen|titulares?|boletines|bolet[ií]n|editores|lectores|modelos? de lenguaje|la IA)'

/** Who makes or reads a retelling is told what to do: news seldom is about them, planted text is. */
const TOLD_WHAT_TO_DO = new RegExp(
  `\\b${RETELLERS}\\b.{0,60}\\b(?:must|should|shall|ha(?:s|ve) to|needs? to|(?:are|is) (?:now |hereby )?(?:\\p{L}+ )?(?:asked|told|urged|required|requested|instructed|advised|expected|free|obliged) to|(?:are|is) to|may (?:now )?(?:state|write|say)|(?:will|can) now)\\b` +
    `|(?<!\\p{L})${RETELLERS_ES}(?!\\p{L}).{0,60}(?<!\\p{L})(?:debe[n]?|deber[aá]n?|tienen? que|ha de|han de|se (?:les )?(?:pide|ruega|ordena))(?!\\p{L})`,
  'iu',
)

/** Speaks of its own retelling, or to who retells it. */
const OF_ITS_RETELLING =
  /\bnotes? (?:to|for) (?:the |any |all )?(?:\p{L}+ )?(?:summari[sz]ers?|editors?|assistants?|bots?|ai|models?)\b|\b(?:instruction|message)s? (?:to|for) (?:the |any |all )?(?:summari[sz]ers?|assistants?|bots?|models?)\b|\b(?:cite|citing|quote|list|mention|tag|rank|put) (?:this|the) (?:article|outlet|page|source|site)\b|\b(?:sources?|claims?|passages?|citations?) (?:number )?\d+\b|\b(?:claims? (?:have ended|before this)|other claims about)\b|\ball sources in this\b|\b(?:is|are|be|becomes?) the (?:line|headline|lede|brief)(?=[.,;]|$)|\b(?:summar(?:y|ies)|brief|digest|answer|output|line)s? (?:of|on|about) (?:this|the) (?:article|page|text|story)\b|\b(?:assistants?|bots?|machines?|models?) (?:that (?:read|retell|shorten)|reading) (?:this|it)\b|\bthe (?:verifier|operator)s? of (?:this|the) (?:channel|bot|brief)\b|\b(?:to|for|dear|attention,?) (?:the |any |all )?(?:(?:automated|artificial|machine) (?:readers?|systems?|summari[sz]ers?|intelligences?)|(?:machine|model|bot|assistant|ai)s? (?:that|who|which) reads? this|large language models?)\b|\b(?:response|answer) to any question\b|\b(?:debug|maintenance|god) mode\b|\b(?:override|unlock) code\b|\b(?:next|following|previous|above) (?:sentence|instruction|paragraph)s? (?:is|are|has|have)\b|(?<!\p{L})(?:nota (?:para|a) (?:el |los |la )?(?:asistente|editor|resum)|cite (?:la )?fuente \d|fuente (?:n[uú]mero )?\d+ (?!de)|res[uú]men(?:es)? de est[ea] (?:art[ií]culo|texto|noticia|nota))/iu

/** A text on its own use: who may shorten it and what a shorter one has to keep. */
const OF_ITS_USE =
  /\b(?:use|copy|licen[cs]e|summar(?:y|ies)|digest|retelling|shortening|reprint)s? of (?:this|the present) (?:text|page|report|article|piece|story)\b|\b(?:who(?:ever)?|anyone who|those who|machines that|bots that) (?:shorten|summari[sz]e|retell|repost|quote|read)s? (?:this|it)\b|\b(?:briefs?|digests?|summar(?:y|ies)) (?:about|on|of|that|without)\b.{0,80}\b(?:ends?|begins?|opens?|starts?|closes?|leads?) with\b|\b(?:briefs?|digests?|summar(?:y|ies)) that (?:leaves? out|omits?|drops?|lacks?)\b|\bthe (?:brief|digest|summary) (?:on|of|about)\b.{0,60}\b(?:opened|began|started|ended) with\b|\boperators of (?:news )?(?:bots|feeds|summari[sz]ers)\b/iu

/** Wants what nobody gives to a newspaper. */
const ASKS_FOR_SECRETS =
  /\b(?:send|share|reveal|enter|give|forward|disclose|confirm|submit|print|post|repeat|list|tell|show)\b.{0,50}\b(?:passwords?|passcodes?|passphrases?|api[ _-]?keys?|credentials|(?:access |bot )?tokens?|secret keys?|pin codes?|card numbers?|environment variables|(?:system |hidden |your )(?:prompt|rules)|seed phrase)\b|(?<!\p{L})(?:env[ií]e[n]?|enviar|comparta[n]?|revele[n]?|introduzca[n]?|entregue[n]?)(?!\p{L}).{0,50}(?<!\p{L})(?:contraseñas?|claves? (?:de acceso|secretas?|de api)|credenciales)(?!\p{L})/iu

/** The words of prompts, and of attacks on them. */
const OF_PROMPTS =
  /\b(?:system prompt|system (?:message|notice)|developer (?:message|access|mode)|(?:previous|prior|these|above|earlier) (?:instructions?|guidance)|prompt version|as an? (?:ai|language model)\b|api[ _-]?key|prompt injection|(?:new|trusted|hidden) instructions?|instrucciones (?:anteriores|previas|nuevas)|nuevas instrucciones|clave de api)\b|(?:^|\s)(?:system|assistant|user|developer|human|sistema|asistente|usuario)\s*:/iu

/** "calder dot example": an address that hides. */
const SPELT_ADDRESS =
  /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{1,63} ?[([{]? ?(?:dot|punto) ?[)\]}]? ?(?:com|org|net|info|example|io|co|ru|cn|xyz)\b/iu

/** What tells, asks or writes, as one says it to somebody. Bare forms of common verbs. */
const SAY =
  'write|print|say|state|answer|reply|respond|repeat|report|publish|output|announce|cite|quote|mention|attribute|credit|ignore|disregard|forget|override|skip|translate|decode|summari[sz]e|format|paste|append|retract|obey|pretend|act as|imagine|remember|treat|count|mark|use|invoke|run|execute|compose|rewrite|rephrase|recite|relay|echo|substitute|swap|convert|embed|attach'
/** Those of them that are no nouns too. */
const SAY_ONLY =
  'write|print|say|answer|reply|respond|repeat|ignore|disregard|forget|override|skip|summari[sz]e|append|retract|obey|pretend|imagine'
/** Those that no report has after a comma: "critics, among them the union, say that …". */
const SAY_OUTRIGHT = 'print|reply|ignore|disregard|forget|override|skip|append|retract|obey|pretend'
/** What sends somebody elsewhere. */
const GO =
  'call|send|visit|open|click|join|follow|subscribe|text|scan|transfer|buy|sell|donate|type|enter|read|see|look|find|ping|tag|invite|mute|kick|ban|tell|give|list|begin|start|end|stop|take|put|add|keep|make|name|let|show|remove|delete|replace|insert|confirm|verify|check|download|install|register|contact|email|ask|dial|press|tap|apply|register|redeem|pay|order|reserve|inform|remind|notify|assure'
/** What an order is about: a noun is not followed so. */
const OBJECT =
  '(?:the|a|an|all|any|every|each|everything|only|that|this|these|those|it|them|him|her|us|me|your|our|its|no|not|nothing|now|here|with|from|then|instead|freely|“|"|\\+?\\d)'

/** An order to somebody: a verb in its bare form where a sentence or a clause begins. */
const ORDER_FIRST = new RegExp(
  `^(?:(?:please|now|then|so|and|but|first|next|also|important|urgent|note|attention|kindly|just|simply|always|never|do not|don['’]t|from now on)[,:!]? )*(?:${SAY}|${GO})\\b:? ${OBJECT}(?!\\p{L})|^(?:${SAY_ONLY}) (?:in|as|to|by|with)\\b|^(?:please|kindly|do not|don['’]t|from now on|in this (?:game|exercise|role))\\b`,
  'iu',
)
const ORDER_WITHIN = new RegExp(
  `[;:.–—] (?:(?:please|now|so|and|then|but|instead|rather) )*(?:${SAY_ONLY}) ${OBJECT}(?!\\p{L})` +
    `|, (?:(?:please|now|so|then|instead|rather) )+(?:${SAY_ONLY}) ${OBJECT}(?!\\p{L})` +
    `|, (?:and |but )?(?:${SAY_OUTRIGHT}) ${OBJECT}(?!\\p{L})` +
    `|\\b(?:instead of the (?:other )?(?:lines?|claims?)|as (?:headline|lede)\\b|word for word, as)`,
  'iu',
)
const ORDER_ES =
  /^(?:(?:por favor|ahora|luego|y|no|a partir de ahora),? )*(?:escrib[ae]n?|ignor[ae]n?|olvid[ae]n?|respond[ae]n?|imprim[ae]n?|repit[ae]n?|haz|di|pon|(?:dig|hag|pong|añad|incluy|sustituy)an?|(?:cit|llam|enví|visit|mencion|cambi|redact|puls|copi|pegu|publiqu|marqu|reemplac)en?) (?:el|la|los|las|lo|un|una|que|en|a|al|tod[oa]s?|est[ea]|es[ea]|esto|eso|“|"|«)(?!\p{L})|^a partir de ahora (?:eres|ser[aá]s|debes)/iu

/** Somebody is to be told something. */
const TELL_THEM = /^(?:tell|inform|remind|warn|assure|notify) (?:(?:the|all|your|our) )?\p{L}+ (?:that|to|of|about)\b/iu
const ASKED_ES = new RegExp(
  `(?<!\\p{L})se (?:ruega|pide|ordena|exige) a (?:los |las |todos los )?${RETELLERS_ES}(?!\\p{L})`,
  'iu',
)

/** A word or number to be sent: “Text JOIN to …”. */
const CODE_WORD = /^(?:Text|Type|Send|Call|Enter|Dial|Use) (?:\p{Lu}{2,}|[+\d]\d)/u

/** A label before what is not told in sentences: `text: …`, `flags: none first-seen: …`. */
const LABELLED_FIELD = /^\p{Ll}[\p{Ll}_-]{1,20}:\s/u

/**
 * True where a sentence is an order to who summarises, reads or posts it rather than news; its letters are read as they look.
 * What these patterns miss is told as what it is, one outlet's word; the rare report on such orders goes untold.
 */
export function readsAsOrder(text: string): boolean {
  const plain = plainLetters(text)
  return PATTERNS.some((pattern) => pattern.test(plain))
}

const PATTERNS: readonly RegExp[] = [
  TOLD_WHAT_TO_DO,
  OF_ITS_RETELLING,
  OF_ITS_USE,
  ASKS_FOR_SECRETS,
  OF_PROMPTS,
  SPELT_ADDRESS,
  ORDER_FIRST,
  ORDER_WITHIN,
  ORDER_ES,
  CODE_WORD,
  TELL_THEM,
  ASKED_ES,
  LABELLED_FIELD,
]
