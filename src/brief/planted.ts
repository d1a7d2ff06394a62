/** Who makes or reads summaries, told what to do: news seldom is about them, planted text is. General words. */
const TOLD_WHAT_TO_DO =
  /\b(?:(?:ai |news )?(?:assistants?|chatbots?|bots?|summar(?:y|ies)|summari[sz]ers?|language models?)|editors|readers|members of (?:the|this) channel|an ai)\b.{0,60}\b(?:must|should|shall|ha(?:s|ve) to|needs? to|(?:are|is) (?:now |hereby )?(?:asked|told|urged|required|instructed|advised|free|obliged) to|will now)\b|(?<!\p{L})(?:asistentes?|res[uú]menes|resumen|editores|lectores|modelos? de lenguaje|la IA)(?!\p{L}).{0,60}(?<!\p{L})(?:debe[n]?|deber[aá]n?|tienen? que|ha de|han de|se (?:les )?(?:pide|ruega|ordena))(?!\p{L})/iu
/** Speaks of its own retelling, or to who retells it. */
const OF_ITS_RETELLING =
  /\bnotes? (?:to|for) (?:the |any |all )?(?:\p{L}+ )?(?:summari[sz]ers?|editors?|assistants?|bots?|ai|models?)\b|\b(?:cite|citing|quote|list|mention|tag|rank|put) (?:this|the) (?:article|outlet|page|source|site)\b|\b(?:cite|citing|cites) (?:sources?|claims?|articles?|number) ?\d|\b(?:summar(?:y|ies)|brief|digest|answer|output)s? of (?:this|the) (?:article|page|text|story)\b|(?<!\p{L})(?:nota (?:para|a) (?:el |los |la )?(?:asistente|editor|resum)|cite (?:la )?fuente \d|res[uú]men(?:es)? de este (?:art[ií]culo|texto))/iu
/** Wants what nobody gives to a newspaper. */
const ASKS_FOR_SECRETS =
  /\b(?:send|share|reveal|enter|give|forward|disclose|confirm|submit|print|post|repeat)\b.{0,50}\b(?:passwords?|passcodes?|passphrases?|api[ _-]?keys?|credentials|access tokens?|secret keys?|pin codes?|system prompt|seed phrase)\b|(?<!\p{L})(?:env[ií]e[n]?|enviar|comparta[n]?|revele[n]?|introduzca[n]?|entregue[n]?)(?!\p{L}).{0,50}(?<!\p{L})(?:contraseñas?|claves? (?:de acceso|secretas?|de api)|credenciales)(?!\p{L})/iu
/** The words of prompts, and of attacks on them. */
const OF_PROMPTS =
  /\b(?:system prompt|(?:previous|prior|these|above|earlier) instructions?|as an ai\b|language model|api[ _-]?key|jailbreak|prompt injection|developer mode|new instructions?|instrucciones (?:anteriores|previas|nuevas)|nuevas instrucciones|modelo de lenguaje|clave de api)\b|(?:^|\s)(?:system|assistant|user|developer|sistema|asistente|usuario)\s*:/iu
/** "calder dot example": an address that hides. */
const SPELT_ADDRESS =
  /\b[\p{L}\p{N}-]+ ?[([{]? ?(?:dot|punto) ?[)\]}]? ?(?:com|org|net|info|example|io|co|ru|cn|xyz)\b/iu

/**
 * True where a sentence is an order to who summarises, reads or posts it rather than news. By general patterns: what
 * they miss is told as what it is, one outlet's word; the report on such orders that they catch goes untold.
 */
export function readsAsOrder(text: string): boolean {
  return [TOLD_WHAT_TO_DO, OF_ITS_RETELLING, ASKS_FOR_SECRETS, OF_PROMPTS, SPELT_ADDRESS].some((pattern) =>
    pattern.test(text),
  )
}
